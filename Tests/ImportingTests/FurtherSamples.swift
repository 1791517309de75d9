import Store

/// Small invented files of the further kinds, one a kind.
extension Sample {
  static let nzCollections = """
    Electronic Collection Id,Electronic Collection Link ID,Electronic Collection Public Name,\
    Interface Name,Availability,No. of Portfolios,Available For Group Members
    6110000000019999,61111000001,Nature Books Consortium,Nature Online,Available,120,Alder College
    6110000000029999,,Fern Archive,Fern Online,Not Available,8,

    """
  static let vendors = """
    Vendor Code,Vendor Name,Vendor Status,Currency
    ALD,Alder Books,Active,USD
    BIR,Birch Serials,Inactive,EUR

    """
  static let licenses = """
    License Code,License Name,License Status,License Type,Licensor,License Start Date
    NAT-2020,Nature Online Licence,Active,License,Nature Press,2020-01-01
    FERN,Fern Archive Licence,Draft,License,Fern Press,

    """
  static let interfaces = """
    Interface Name,Vendor Code,Vendor Name,Interface Status,Admin URI
    Nature Online,ALD,Alder Books,Active,https://admin.nature.example.org
    Fern Online,BIR,Birch Serials,Active,

    """
  static let ermForm = """
    match_id,sfx_id,poline_id,po_id,ils_bib_id,resource_type,associated_poline_id,\
    associated_po_id,interface_id,license_id,original_resource_id,pol_subscr_start_date,\
    pol_note_code_1,pol_note_value_1
    sfx_id,61111000001,,,,PACKAGE,,,Nature Online,NAT-2020,R-1,20200101,FUND,books
    ils_bib_id,,,,.b12345672,PORTFOLIO,,,,,R-2,,,

    """
  static let jobReport = """
    MMS ID,Portfolio ID,Title,Result,Reason
    9910000000011234,5310000000011234,Birds of the Coast,Failed,Portfolio is linked to a PO line
    9910000000021234,,Ferns,Deleted,

    """
  static let platforms = """
    Platform,Host,Interface,Collection ID,Collection,Note
    Nature,https://www.nature.example.org/books,,,,moved in 2021
    Nature,,Nature Online,,,
    Fern,fern.example.org,,6110000000021234,Fern Archive,

    """

  static let further: [(kind: InputKind, text: String)] = [
    (.nzCollections, nzCollections), (.vendors, vendors), (.licenses, licenses),
    (.interfaces, interfaces), (.ermForm, ermForm), (.jobReport, jobReport),
    (.platforms, platforms),
  ]
}
