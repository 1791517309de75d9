/// The word lists for French, German and Spanish titles, with their articles where titles need them.
enum ForeignWords {
  static let frenchNouns = Words.split(
    """
    la mémoire,le territoire,l'école,la cité,le paysage,l'écriture,la frontière,le théâtre,la santé
    l'épidémie,le commerce,la monnaie,les archives,la forêt,le littoral,l'héritage,la prière
    le pèlerinage,les métiers,la poésie,le droit,la fiscalité,l'opéra,les musées,la télévision
    le cinéma,l'enfance,la vieillesse,les étrangers,la noblesse,le vin,la montagne,les rivières
    la lecture,l'édition,le féminisme,la laïcité,le syndicalisme,l'urbanisme,la géographie
    la démographie,les élections,le parlement,la diplomatie,l'exil,la presse,le récit,la méthode
    l'économie sociale,le logement,les réseaux,la sécurité,le tourisme,l'énergie,les océans,le climat
    """)

  static let frenchPlaces = Words.split(
    """
    en Bretagne,en Provence,au Québec,à Marseille,en Algérie,au Sénégal,en Méditerranée,à Genève
    en Lorraine,au Moyen Âge,à l'âge classique,en Guyane,à la Réunion,au Liban,en Savoie,à Bruxelles
    en Louisiane,au siècle des Lumières,dans les Pyrénées,en Corrèze,à Besançon,en Haïti
    """)

  static let germanNouns = Words.split(
    """
    Sprache,Landschaft,Recht,Handwerk,Fürsorge,Übersetzung,Gedächtnis,Öffentlichkeit,Bildung,Musik
    Frömmigkeit,Aufklärung,Verwaltung,Städtebau,Wasserwirtschaft,Bergbau,Büchersammlung,Erzählkunst
    Geschichtsschreibung,Völkerrecht,Gewerkschaft,Krankenpflege,Kindheit,Jugendkultur,Ernährung
    Wanderarbeit,Reisebericht,Zensur,Buchhandel,Königtum,Grundherrschaft,Mündlichkeit,Lyrik
    Wissensordnung,Raumplanung,Klimawandel,Forstwirtschaft,Volkszählung,Außenpolitik,Denkmalpflege
    Naturphilosophie,Gelehrsamkeit,Hofkultur,Kirchenmusik,Schulwesen,Seefahrt,Münzprägung,Erbrecht
    """)

  static let germanPlaces = Words.split(
    """
    in Böhmen,in Österreich,im Mittelalter,in Thüringen,in der Frühen Neuzeit,in Preußen,in Köln
    in Tirol,in der Schweiz,im Rheinland,in Siebenbürgen,im Vormärz,in Zürich,in Ostpreußen,in Lübeck
    an der Donau,im Barock,in Südwestafrika,in Münster,in der Weimarer Republik,in Schwaben
    """)

  static let spanishNouns = Words.split(
    """
    la ciudad,la memoria,el archivo,la educación,el exilio,la frontera,el teatro,la población
    el comercio,la nación,los gremios,la lengua,el paisaje,la oración,la guerra,el mestizaje
    la novela,el cine,los ferrocarriles,la minería,el derecho,la salud,la niñez,el campesinado
    la traducción,el público,la ilustración,los indígenas,la migración,el petróleo,la moneda
    la universidad,el periodismo,la censura,los museos,la música,el bandolerismo,la república
    el patrimonio,la costa,el desierto,la enseñanza,los pueblos,la administración,el sueño
    """)

  static let spanishPlaces = Words.split(
    """
    en el Perú,en México,en Andalucía,en la Nueva España,en Cataluña,en Bogotá,en el Río de la Plata
    en Aragón,en el Siglo de Oro,en Galicia,en Chile,en el Caribe,en León,en Yucatán,en Málaga
    en la Patagonia,en Asunción,en Panamá,en la época moderna,en Medellín,en los Andes
    """)

  /// `la mémoire` → `de la mémoire`, `le droit` → `du droit`, `les métiers` → `des métiers`.
  static func frenchGenitive(_ noun: String) -> String {
    if noun.hasPrefix("les ") { return "des " + noun.dropFirst(4) }
    if noun.hasPrefix("le ") { return "du " + noun.dropFirst(3) }
    return "de " + noun
  }

  /// `el archivo` → `del archivo`, `la ciudad` → `de la ciudad`.
  static func spanishGenitive(_ noun: String) -> String {
    noun.hasPrefix("el ") ? "del " + noun.dropFirst(3) : "de " + noun
  }
}
