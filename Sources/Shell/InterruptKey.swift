import Foundation
import Queries

/// Ctrl-C while a statement runs stops the statement, and never the program.
package enum InterruptKey {
  /// From now on SIGINT asks the statement to stop.
  static func install() {
    unblock()
    // Made before a signal can come: a handler must not be the first to touch them.
    Interruption.reset()
    var action = sigaction()
    action.__sigaction_handler.sa_handler = { _ in Interruption.ask() }
    // Reading and writing go on: a pager that is asked to stop reading ends by itself.
    action.sa_flags = SA_RESTART
    sigaction(SIGINT, &action, nil)
    // A pager that was left before the end is no reason to die.
    signal(SIGPIPE, SIG_IGN)
  }

  /// While a file is written: the first signal lets it be taken back, a second ends the program.
  package static func installForFile() {
    unblock()
    Interruption.reset()
    var action = sigaction()
    action.__sigaction_handler.sa_handler = { _ in
      if Interruption.wasAsked { _exit(130) }
      Interruption.ask()
    }
    action.sa_flags = SA_RESTART
    for signal in [SIGINT, SIGTERM] { sigaction(signal, &action, nil) }
  }

  /// A program that starts this one from a thread without signals passes that on.
  private static func unblock() {
    var signals = sigset_t()
    sigemptyset(&signals)
    for signal in [SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGTSTP, SIGCONT, SIGWINCH] {
      sigaddset(&signals, signal)
    }
    pthread_sigmask(SIG_UNBLOCK, &signals, nil)
  }
}
