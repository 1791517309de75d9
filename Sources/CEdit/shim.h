#include <histedit.h>
#include <stdio.h>

// libedit's setters take variable arguments, which Swift cannot call: one plain function for each
// use of them.

// The standard streams are variables, which Swift takes for unsafe.
static inline EditLine *almanac_edit_begin(const char *program) {
  return el_init(program, stdin, stdout, stderr);
}

static inline void almanac_edit_show(const char *text) {
  fputs(text, stdout);
  fflush(stdout);
}

static inline int almanac_edit_use_prompt(EditLine *edit, char *(*prompt)(EditLine *)) {
  // Between two \1 stand the bytes that take no room on the screen: colours.
  return el_set(edit, EL_PROMPT_ESC, prompt, '\1');
}

static inline int almanac_edit_handle_signals(EditLine *edit, int handles) {
  return el_set(edit, EL_SIGNAL, handles);
}

static inline int almanac_edit_use_emacs_keys(EditLine *edit) {
  return el_set(edit, EL_EDITOR, "emacs");
}

static inline int almanac_edit_add_function(
    EditLine *edit, const char *name, const char *help,
    unsigned char (*function)(EditLine *, int)) {
  return el_set(edit, EL_ADDFN, name, help, function);
}

static inline int almanac_edit_bind(EditLine *edit, const char *key, const char *function) {
  return el_set(edit, EL_BIND, key, function, NULL);
}

static inline int almanac_edit_set_owner(EditLine *edit, void *owner) {
  return el_set(edit, EL_CLIENTDATA, owner);
}

static inline void *almanac_edit_owner(EditLine *edit) {
  void *owner = NULL;
  el_get(edit, EL_CLIENTDATA, &owner);
  return owner;
}

static inline int almanac_edit_use_history(EditLine *edit, History *lines) {
  return el_set(edit, EL_HIST, history, lines);
}

static inline int almanac_history_set_size(History *lines, int size) {
  HistEvent event;
  return history(lines, &event, H_SETSIZE, size);
}

static inline int almanac_history_add(History *lines, const char *line) {
  HistEvent event;
  return history(lines, &event, H_ENTER, line);
}
