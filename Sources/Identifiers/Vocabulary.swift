/// The words for parts, editions and numbers, in folded form.
enum Vocabulary {
  /// Words, what they may be, and their value as a number.
  static let entries: [(String, WordMeaning.Roles, Int)] = [
    (
      """
      vol volume volumen part partie parte teil theil tome tomo tomus band bd pt \
      fascicle fascicule fasc heft issue cahier folder deel bind numero nummer number nr \
      lieferung halbband teilband том часть выпуск вып cast dil
      """, .part, 0
    ),
    (
      "vols pts parts nos bde numbers numeros tomes volumes parties teile nrs issues",
      [.part, .plural], 0
    ),
    (
      """
      v t n no h num tom book livre buch libro section series serie ser reihe supplement suppl \
      del bok folge abteilung abt
      """, .partInContext, 0
    ),
    (
      """
      ed edn edition editon edicion edicao edizione ediz editie auflage aufl ausgabe ausg uitgave druk \
      utgave utg udgave udg upplaga oppl upl wydanie wyd vydani izdanie izd изд издание
      """, .edition, 0
    ),
    (
      """
      revised rev revue corrigee augmentee enlarged enl updated expanded international american \
      new nouvelle student us uk european global asian british abridged completely fully \
      uberarbeitete uberarb erweiterte erw neubearbeitete verbesserte verb corregida ampliada \
      and et und
      """, .revision, 0
    ),
    ("to and bis through et und au y e thru", .connector, 0),
    (
      """
      by edited ed eds par von vom hrsg herausgegeben por di dirige sous compiled translated \
      editor editors written cura auteur auteurs
      """, .responsibility, 0
    ),
    (
      "the a an le la les l un une der die das ein eine el los las lo il gli i o os um uma de het een",
      .article, 0
    ),
    (
      """
      al as ang az dem den des det ena et ett en ha he hoi na mga si t to uno una unas unos y yr \
      dei degli einen einer eines du ke ka san s
      """, .foreignArticle, 0
    ),
    ("one un une eins uno una", .cardinal, 1), ("two deux zwei dos", .cardinal, 2),
    ("three trois drei tres", .cardinal, 3), ("four quatre vier cuatro", .cardinal, 4),
    ("five cinq funf cinco", .cardinal, 5), ("six sechs seis", .cardinal, 6),
    ("seven sept sieben siete", .cardinal, 7), ("eight huit acht ocho", .cardinal, 8),
    ("nine neuf neun nueve", .cardinal, 9), ("ten dix zehn diez", .cardinal, 10),
    ("eleven onze elf once", .cardinal, 11), ("twelve douze zwolf doce", .cardinal, 12),
    (
      "first premier premiere erste erster erstes ersten primera primer primero prima primo eerste",
      .ordinal, 1
    ),
    (
      """
      second seconde deuxieme zweite zweiter zweites zweiten segunda segundo seconda secondo tweede
      """, .ordinal, 2
    ),
    (
      "third troisieme dritte dritter drittes dritten tercera tercer tercero terza terceira derde",
      .ordinal, 3
    ),
    (
      "fourth quatrieme vierte vierter viertes vierten cuarta cuarto quarta quarto vierde",
      .ordinal, 4
    ),
    ("fifth cinquieme funfte funfter funftes funften quinta quinto vijfde", .ordinal, 5),
    ("sixth sixieme sechste sechster sechstes sechsten sexta sexto sesta zesde", .ordinal, 6),
    (
      "seventh septieme siebte siebter siebente siebenter siebten septima septimo settima zevende",
      .ordinal, 7
    ),
    ("eighth huitieme achte achter achtes achten octava octavo ottava achtste", .ordinal, 8),
    ("ninth neuvieme neunte neunter neuntes neunten novena noveno nona negende", .ordinal, 9),
    ("tenth dixieme zehnte zehnter zehntes zehnten decima decimo tiende", .ordinal, 10),
    ("eleventh onzieme elfte elfter elftes elften undecima undecimo elfde", .ordinal, 11),
    ("twelfth douzieme zwolfte zwolfter zwolften duodecima duodecimo twaalfde", .ordinal, 12),
  ]
}
