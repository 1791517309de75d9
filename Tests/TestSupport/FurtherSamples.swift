import Store

/// Small invented files of the further kinds, one a kind.
package enum FurtherSamples {
  package static let kbart = """
    publication_title,print_identifier,online_identifier,date_first_issue_online,title_url,title_id
    Birds Quarterly,0028-0836,1476-4687,1999,https://nature.example/birds,birds
    Ferns,,9780306406157,,https://nature.example/ferns,ferns

    """
  package static let threeSixty = """
    Title,SSID,Database Name,Provider,ISSN,eISSN,Status
    Birds Quarterly,ssj0001,Nature Journals,Nature,0028-0836,1476-4687,Subscribed
    Ferns,ssj0002,Other,Elsewhere,,,On Trial

    """
  package static let ebsco = """
    KBID,Title,PackageName,URL,PrintISSN,OnlineISSN
    63601,Birds Quarterly,Nature Journals,https://nature.example/birds,0028-0836,1476-4687
    63602,Ferns,Other,https://other.example/ferns,,

    """
  package static let activationForm = """
    PACKAGE_ID,PACKAGE_NAME,SERVICE_TYPE,ACTIVATE?
    611000000000001464,Nature Journals,getFullTxt,Y
    611000000000001465,Other,getFullTxt,Y

    """
  package static let nzCollections = """
    Electronic Collection Id,Electronic Collection Link ID,Electronic Collection Public Name,\
    Interface Name,Availability,No. of Portfolios,Available For Group Members
    6110000000019999,61111000001,Nature Books Consortium,Nature Online,Available,120,Alder College
    6110000000029999,,Fern Archive,Fern Online,Not Available,8,

    """
  package static let vendors = """
    Vendor Code,Vendor Name,Vendor Status,Currency
    ALD,Alder Books,Active,USD
    BIR,Birch Serials,Inactive,EUR

    """
  package static let licenses = """
    License Code,License Name,License Status,License Type,Licensor,License Start Date
    NAT-2020,Nature Online Licence,Active,License,Nature Press,2020-01-01
    FERN,Fern Archive Licence,Draft,License,Fern Press,

    """
  package static let interfaces = """
    Interface Name,Vendor Code,Vendor Name,Interface Status,Admin URI
    Nature Online,ALD,Alder Books,Active,https://admin.nature.example.org
    Fern Online,BIR,Birch Serials,Active,

    """
  package static let ermForm = """
    match_id,sfx_id,poline_id,po_id,ils_bib_id,resource_type,associated_poline_id,\
    associated_po_id,interface_id,license_id,original_resource_id,pol_subscr_start_date,\
    pol_note_code_1,pol_note_value_1
    sfx_id,61111000001,,,,PACKAGE,,,Nature Online,NAT-2020,R-1,20200101,FUND,books
    ils_bib_id,,,,.b12345672,PORTFOLIO,,,,,R-2,,,

    """
  package static let jobReport = """
    MMS ID,Portfolio ID,Title,Result,Reason
    9910000000011234,5310000000011234,Birds of the Coast,Failed,Portfolio is linked to a PO line
    9910000000021234,,Ferns,Deleted,

    """
  package static let platforms = """
    Platform,Host,Interface,Collection ID,Collection,Note
    Nature,https://www.nature.example.org/books,,,,moved in 2021
    Nature,,Nature Online,,,
    Fern,fern.example.org,,6110000000021234,Fern Archive,

    """

  package static let all: [(kind: InputKind, text: String)] = [
    (.nzCollections, nzCollections), (.vendors, vendors), (.licenses, licenses),
    (.interfaces, interfaces), (.ermForm, ermForm), (.jobReport, jobReport),
    (.platforms, platforms), (.kbart, kbart), (.threeSixty, threeSixty), (.ebsco, ebsco),
    (.activationForm, activationForm),
  ]

  /// The statistics of a migration, a workbook.
  package static let migrationStats = SmallWorkbook(texts: [
    (
      "bib_inventory",
      [
        ["Record type", "Extracted", "Loaded"], ["Bibs", "350", "340"], ["Rejected bibs"],
        ["Voyager ID", "Title", "Reason"], ["100046", "Ferns", "No 245"],
      ]
    ),
    ("p_order", [["Orders loaded", "208"]]), ("p2e", [["Portfolios", "1570"]]),
  ])
}
