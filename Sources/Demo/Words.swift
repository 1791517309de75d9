/// The word lists that invented titles are made of. Topics are in lower case, names are not.
enum Words {
  static let topics = split(
    """
    migration,memory,taxation,irrigation,pilgrimage,literacy,kinship,citizenship,navigation,census
    epidemics,archives,sovereignty,pedagogy,rhetoric,hydrology,forestry,viticulture,cartography
    linguistics,bookkeeping,sanitation,philanthropy,typography,ceramics,textiles,acoustics,optics
    metallurgy,astronomy,botany,ornithology,geomorphology,climatology,limnology,pedology,toxicology
    neurology,cardiology,midwifery,nursing,nutrition,psychiatry,rehabilitation,surgery,anatomy
    jurisprudence,arbitration,policing,diplomacy,federalism,nationalism,bureaucracy,lobbying
    journalism,broadcasting,cinema,opera,liturgy,iconography,sculpture,folklore,proverbs,satire
    translation,lexicography,phonology,syntax,bilingualism,autobiography,poetry,theatre,festivals
    housing,railways,canals,harbours,aviation,logistics,insurance,banking,currency,inflation
    unemployment,apprenticeship,guilds,trade unions,cooperatives,entrepreneurship,marketing,tourism
    gastronomy,fisheries,beekeeping,pastoralism,soil science,seed banks,biodiversity,wetlands
    glaciers,volcanoes,earthquakes,floods,drought,wildfire,pollution,recycling,solar power,mining
    steelmaking,shipbuilding,robotics,cryptography,databases,statistics,game theory,topology
    combinatorics,graph theory,mechanics,thermodynamics,spectroscopy,crystallography,polymers
    catalysis,genetics,immunology,parasitology,virology,ecology,evolution,animal behaviour
    adolescence,ageing,childhood,disability,friendship,grief,motherhood,widowhood,masculinity
    monasticism,missions,heresy,prophecy,ritual,sacrifice,burial,magic,medicine,slavery,emancipation
    exile,espionage,fortification,cavalry,disarmament,peacekeeping,propaganda,censorship,libraries
    museums,cataloguing,copyright,printing,bookbinding,handwriting,calligraphy,photography
    """)

  static let adjectives = split(
    """
    rural,urban,coastal,alpine,colonial,postcolonial,medieval,early modern,comparative,applied
    quantitative,experimental,computational,clinical,developmental,industrial,agrarian,maritime
    municipal,vernacular,sacred,secular,popular,domestic,public,private,regional,transnational
    imperial,federal,digital,visual,oral,critical,feminist,indigenous,environmental,sustainable
    cognitive,behavioural,molecular,structural,theoretical,historical,ethical,legal,fiscal,seasonal
    everyday,forgotten,contested,invisible,informal,voluntary,tropical,arctic,riverine,monastic
    """)

  static let places = split(
    """
    Bohemia,Galicia,Anatolia,Andalusia,Lombardy,Sicily,Provence,Flanders,Saxony,Silesia,Livonia
    Karelia,Iceland,Cornwall,Ulster,Wales,Orkney,Normandy,Corsica,Malta,Cyprus,Crete,Thrace,Dalmatia
    Transylvania,Bessarabia,Crimea,Georgia,Armenia,Persia,Bengal,Gujarat,Kerala,Ceylon,Burma,Siam
    Java,Sumatra,Luzon,Formosa,Hokkaido,Manchuria,Yunnan,Tibet,Samarkand,Oman,Zanzibar,Ethiopia
    Senegal,Dahomey,Angola,Natal,Madagascar,Morocco,Tunisia,Nubia,Patagonia,Chile,Bolivia,Peru
    Jamaica,Barbados,Cuba,Yucatan,Oaxaca,Quebec,Manitoba,Nova Scotia,Newfoundland,Vermont,Ohio
    Nebraska,Oregon,Alaska,Tasmania,Queensland,Otago,Samoa,Fiji,the Danube Basin,the Baltic
    the Great Plains,the Lake District,the Black Sea,the Indian Ocean,the High Andes
    """)

  static let families = split(
    """
    Abernathy,Adeyemi,Almqvist,Barreto,Beaumont,Bielak,Castellanos,Chaudhri,Delacroix,Dvorak
    Eriksen,Farquhar,Fontaine,Gallardo,Grünwald,Halloran,Ibáñez,Jankowski,Kessler,Lindqvist,Marchetti
    Nakagawa,Okonkwo,Pellegrin,Quintero,Rasmussen,Sorabji,Tremblay,Ueda,Vasquez,Whitlock,Zeller
    """)

  static let givenNames = split(
    """
    Agnes,Bertil,Clara,Dmitri,Elena,Farid,Greta,Hugo,Ines,Jakob,Kamala,Lorenz,Maud,Noel,Olga,Piers
    Rosa,Stefan,Tilda,Ulrich,Vera,Walter,Yusuf,Zora
    """)

  static func split(_ list: String) -> [String] {
    list.split(whereSeparator: { $0 == "," || $0.isNewline }).map(String.init)
  }
}
