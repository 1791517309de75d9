import Testing

@testable import Identifiers

/// What catalogues, lists and web pages leave in a title is not part of it.
@Suite struct TitleNoiseTests {
  @Test(arguments: [
    ("<i>Escherichia coli</i> and its kin", "escherichia coli and its kin"),
    ("H<sub>2</sub>O in the soil", "h2o in the soil"), ("One<br/>two", "one two"),
    ("The <span class=\"x\">quiet</span> river", "quiet river"),
    ("Values < 5 and > 3", "values 5 and 3"), ("<<The >>cat", "cat"),
    ("The cat&#39;s tail", "cats tail"), ("L&#8217;homme r&eacute;volt&eacute;", "homme revolte"),
    ("L&amp;#x2019;homme", "homme"), ("Stra&szlig;e und Br&uuml;cke", "strasse and brucke"),
    ("R&D in Japan", "r and d in japan"), ("Q&B;C", "q and b c"),
    ("&#0; &#xFFFFFFF;", "and 0 and xfffffff"),
    ("L\u{C3}\u{A9}on et la libert\u{C3}\u{A9}", "leon and la liberte"),
    ("L\u{E2}\u{20AC}\u{2122}homme r\u{C3}\u{A9}volt\u{C3}\u{A9}", "homme revolte"),
    ("S\u{C5}\u{201C}ur", "soeur"), ("e\u{CC}\u{81}tude", "etude"),
    ("S\u{C3}O PAULO", "sao paulo"), ("\u{C2}ge d'or", "age dor"),
    ("The cat [electronic resource (e-book)]", "cat"),
    ("The cat [electronic resource] /", "cat"), ("The cat [a [small] one", "cat a small one"),
    ("Leben & Werk", "leben and werk"), ("Leben und Werk", "leben and werk"),
    ("Vie et œuvre", "vie and oeuvre"), ("Et dukkehjem", "et dukkehjem"),
  ])
  func `Nothing is left of tags, references and misread letters`(title: String, key: String) {
    #expect(text(facts(title).fullKey) == key)
  }

  @Test(arguments: [
    ("Journal of symbolic logic, The", "journal of symbolic logic"),
    ("Roman de la rose, Le : a study", "roman de la rose a study"),
    ("Journal of symbolic logic (The) /", "journal of symbolic logic"),
    ("Journal of physics, A", "journal of physics a"), ("Sein and das", "sein and das"),
    ("The quick, the", "quick the"), ("The", "the"), (", The", "the"),
  ])
  func `An article at the end is one where the title has none in front`(
    title: String, key: String
  ) {
    #expect(text(facts(title).fullKey) == key)
  }

  @Test(arguments: [
    ("Lancet (London, England)", "lancet"), ("Lancet (London, England) /", "lancet"),
    ("Times (London, England : 1788)", "times london england"),
    ("Lancet (London)", "lancet london"), ("Works (Part two, poems)", "works"),
    ("Physics (Series B, solids)", "physics"),
    ("(London, England)", "london england"),
    ("Papers (II, letters)", "papers ii letters"),
    ("Lancet (London, England) weekly", "lancet london england weekly"),
  ])
  func `A place in brackets at the end is no more than a subtitle`(title: String, main: String) {
    #expect(text(facts(title).mainKey) == main)
  }
}
