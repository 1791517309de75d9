import Store

/// The kinds beyond those that a deletion needs: what two files of each differ in.
extension SnapshotDiffKindTests {
  static let further = [
    Case(
      kind: .kbart,
      before: """
        publication_title,online_identifier,date_first_issue_online,title_url,title_id
        Birds Quarterly,1476-4687,1999,https://nature.example/birds,birds
        Ferns,,1990,https://nature.example/ferns,
        Moss,,1991,https://nature.example/moss,moss

        """,
      after: """
        publication_title,online_identifier,date_first_issue_online,title_url,title_id
        Moss,,1991,https://nature.example/moss,moss
        Birds Quarterly,1476-4687,2005,https://nature.example/birds,birds
        Stones,,1990,https://nature.example/stones,

        """,
      rows: [
        "added input.dat",
        "changed birds input.dat coverage: Available from 1999. > Available from 2005.",
        "removed input.dat",
      ]),
    Case(
      kind: .threeSixty,
      before: """
        Title,SSID,Database Name,Provider,ISSN,eISSN,Status
        Birds Quarterly,ssj0001,Nature Journals,Nature,0028-0836,1476-4687,Subscribed
        Ferns,ssj0002,Nature Journals,Nature,,,Subscribed

        """,
      after: """
        Title,SSID,Database Name,Provider,ISSN,eISSN,Status
        Birds Quarterly,ssj0001,Nature Journals,Nature,0028-0836,1476-4687,On Trial
        Moss,ssj0003,Nature Journals,Nature,,,Subscribed

        """,
      rows: [
        "added ssj0003 Nature Journals",
        "changed ssj0001 Nature Journals status: Subscribed > On Trial",
        "removed ssj0002 Nature Journals",
      ]),
    Case(
      kind: .ebsco,
      before: """
        KBID,Title,PackageName,URL,PrintISSN,OnlineISSN
        63601,Birds Quarterly,Nature Journals,https://nature.example/birds,0028-0836,1476-4687
        63602,Ferns,Other,https://other.example/ferns,,

        """,
      after: """
        KBID,Title,PackageName,URL,PrintISSN,OnlineISSN
        63601,Birds Quarterly,Nature Journals,https://nature.example/b,0028-0836,1476-4687

        """,
      rows: [
        "changed 63601 Nature Journals url: https://nature.example/birds > "
          + "https://nature.example/b",
        "removed 63602 Other",
      ]),
    Case(
      kind: .activationForm,
      before: """
        PACKAGE_ID,PACKAGE_NAME,SERVICE_TYPE,ACTIVATE?
        611000000000001464,Nature Journals,getFullTxt,Y
        611000000000001465,Other,getFullTxt,Y

        """,
      after: """
        PACKAGE_ID,PACKAGE_NAME,SERVICE_TYPE,ACTIVATE?
        611000000000001464,Nature Journals Complete,getFullTxt,Y
        611000000000001466,Art,getFullTxt,Y

        """,
      rows: [
        "added 611000000000001466",
        "changed 611000000000001464 name: Nature Journals > Nature Journals Complete",
        "removed 611000000000001465",
      ]),
    Case(
      kind: .nzCollections,
      before: nzHeader + "6110000000019999,Nature,Available,12,Alder\n"
        + "6110000000029999,Fern,Available,8,\n",
      after: nzHeader + "6110000000019999,Nature,Not Available,12,Alder; Birch\n"
        + "6110000000039999,Moss,Available,8,\n",
      rows: [
        "added 6110000000039999", "changed 6110000000019999 availability: active > inactive",
        "changed 6110000000019999 available_for: Alder > Alder; Birch", "removed 6110000000029999",
      ]),
  ]

  private static let nzHeader =
    "Electronic Collection Id,Electronic Collection Public Name,Availability,No. of Portfolios,"
    + "Available For Group Members\n"
}
