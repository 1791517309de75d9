import Testing

@testable import Identifiers

@Suite struct WebAddressTests {
  @Test(arguments: [
    (
      "http://ezproxy.psc.example.edu/login?url=https://sp.lyellcollection.org/content/304/1",
      "https://sp.lyellcollection.org/content/304/1"
    ),
    (
      "https://login.proxy.psc.example.edu/login?qurl=https%3A%2F%2Fwww.classiques-garnier.com%2Fa%3Fb%3Dc",
      "https://www.classiques-garnier.com/a?b=c"
    ),
    (
      "https://x.edu:2048/login?url=http://www.jstor.org/stable/1?a=b&c=d",
      "http://www.jstor.org/stable/1?a=b&c=d"
    ),
    ("https://www-jstor-org.proxy.x.edu/stable/1", "https://www.jstor.org/stable/1"),
    ("https://www.jstor.org.ezproxy.x.edu:2443/stable/1", "https://www.jstor.org/stable/1"),
    ("https://www-jstor-org.psc.idm.oclc.org/stable/1", "https://www.jstor.org/stable/1"),
    (
      "https://digital--library-theiet-org.libproxy1.x.edu/b",
      "https://digital-library.theiet.org/b"
    ),
    (
      "https://a.edu/login?url=https://b.edu/login?url=http://www.jstor.org/x",
      "http://www.jstor.org/x"
    ),
    ("https://a.edu/login?url=https%3A%2F%2Fwww.jstor.org%2Fx", "https://www.jstor.org/x"),
    (
      "https://proxy.x.edu/login?auth=shib&amp;qurl=http%3A%2F%2Fwww.jstor.org%2Fx",
      "http://www.jstor.org/x"
    ),
    (
      "https://go.openathens.net/redirector/x.edu?qurl=https%3A%2F%2Fwww.jstor.org",
      "https://www.jstor.org"
    ),
    (
      "https://go.openathens.net/redirector/x.edu?url=https%3A%2F%2Fwww.jstor.org%2Fx",
      "https://www.jstor.org/x"
    ),
    ("https://go.x.edu/link?url=http://www.jstor.org/x?a=b&c=d", "http://www.jstor.org/x?a=b&c=d"),
    ("https://www.x.edu/redirect.cgi?http://www.jstor.org/x", "http://www.jstor.org/x"),
    ("http://0-www.jstor.org.library.x.edu/stable/1", "http://www.jstor.org/stable/1"),
    ("http://0-www.amdigital.co.uk.lib.x.ac.uk/a", "http://www.amdigital.co.uk/a"),
    ("https://0-www-jstor-org.library.x.edu/stable/1", "https://www.jstor.org/stable/1"),
    ("https://www-jstor-org.lib.x.edu/stable/1", "https://www.jstor.org/stable/1"),
    ("https://link-springer-com.eresources.x.edu/a", "https://link.springer.com/a"),
  ])
  func `Proxies are taken off`(address: String, expected: String) {
    #expect(WebAddress(address).map { text($0.unproxied) } == expected)
    #expect(WebAddress(address)?.wasProxied == true)
  }

  @Test(arguments: [
    ("https://www.Cairn.info/x.htm", "cairn.info", "cairn.info"),
    ("http://www2.example.co.uk:8080/", "example.co.uk", "example.co.uk"),
    ("https://journals.library.edu.au/a", "journals.library.edu.au", "library.edu.au"),
    (
      "https://sp.lyellcollection.org/content/304/1", "sp.lyellcollection.org",
      "lyellcollection.org"
    ),
    ("www.jstor.org/stable/1", "jstor.org", "jstor.org"),
    ("link.springer.com/10.1007/x", "link.springer.com", "springer.com"),
    ("http://user:secret@books.scielo.com.br/", "books.scielo.com.br", "scielo.com.br"),
    ("http://192.168.1.20/x", "192.168.1.20", "192.168.1.20"),
  ])
  func `Host and domain are read`(address: String, host: String, family: String) {
    #expect(WebAddress(address).map { text($0.host) } == host)
    #expect(WebAddress(address).map { text($0.family) } == family)
    #expect(WebAddress(address)?.wasProxied == false)
  }

  @Test(arguments: [
    ("https://www.jstor.org/stable/1/", "http://jstor.org:80/stable/1#top"),
    ("http://x.org/a;jsessionid=ABC123?b=1", "https://www.x.org/a?b=1"),
    ("http://x.org/a?b=1&amp;c=2", "http://x.org/a?b=1&c=2"),
    ("http://x.org/a?PHPSESSID=9", "http://x.org/a"), ("http://x.org", "http://x.org/"),
    ("https://search.proquest.com/p/1?accountid=14667", "https://search.proquest.com/p/1"),
  ])
  func `Equal addresses have one form`(a: String, b: String) {
    #expect(WebAddress(a)?.normalized == WebAddress(b)?.normalized)
  }

  @Test(arguments: [
    ("Full text: https://www.jstor.org/x", "jstor.org"),
    ("<a href=\"http://sp.lyellcollection.org/x\">Full text</a>", "sp.lyellcollection.org"),
    ("<http://www.jstor.org/x>", "jstor.org"),
    ("javascript:openit('http://www.jstor.org/x')", "jstor.org"),
    (
      "Connect: https://proxy.x.edu/login?url=https://www.jstor.org/x", "jstor.org"
    ),
    ("http://rnd.edpsciences.org |z Connect", "rnd.edpsciences.org"),
    (
      "https://proxy.x.edu/login?url=https://sjg.lyellcollection.org |z Connect",
      "sjg.lyellcollection.org"
    ),
    ("http://rnd.edpsciences.org$zConnect", "rnd.edpsciences.org"),
    ("http://rnd.edpsciences.org;", "rnd.edpsciences.org"),
  ])
  func `A host is read out of what stands around it`(text: String, host: String) {
    #expect(WebAddress(text).map { String(decoding: $0.host, as: UTF8.self) } == host)
  }

  // Several dots may have been hyphens of the name, and a page may be given a page of its own.
  @Test(arguments: [
    ("https://0-digital-library-theiet-org.lib.x.edu/a", "0-digital-library-theiet-org.lib.x.edu"),
    ("https://digital-library.theiet.org/a", "digital-library.theiet.org"),
    ("https://www.x.org/share?url=/local/page", "x.org"),
    ("https://0-100.example.com/", "0-100.example.com"),
    ("https://x.org/a?title=http", "x.org"),
  ])
  func `A host that only looks rewritten stays`(address: String, host: String) {
    #expect(WebAddress(address).map { text($0.host) } == host)
  }

  @Test func `Path and parameters that name the work stay`() {
    #expect(
      WebAddress("https://ebookcentral.proquest.com/lib/x/detail.action?docID=1214939").map {
        text($0.normalized)
      } == "ebookcentral.proquest.com/lib/x/detail.action?docID=1214939")
  }

  @Test func `Resolvers are told from platforms`() {
    for address in [
      "https://doi.org/10.1007/x", "http://dx.doi.org/10.1007/x", "http://hdl.handle.net/1/2",
      "http://purl.oclc.org/x", "https://purl.fdlp.gov/x", "http://sfx.x.edu/sfxlcl41?a=b",
      "https://linkresolver.x.edu/y",
    ] {
      #expect(WebAddress(address)?.isResolver == true, "\(address)")
    }
    for address in ["https://link.springer.com/10.1007/x", "https://www.jstor.org/stable/1"] {
      #expect(WebAddress(address)?.isResolver == false, "\(address)")
      #expect(WebAddress(address)?.doiPrefix == [])
    }
    #expect(WebAddress("https://doi.org/10.1007/978-0").map { text($0.doiPrefix) } == "10.1007")
    #expect(WebAddress("http://dx.doi.org/10.1093%2Fx").map { text($0.doiPrefix) } == "10.1093")
    #expect(
      WebAddress("https://p.x.edu/login?url=https://doi.org/10.1002/1").map { text($0.doiPrefix) }
        == "10.1002")
  }

  @Test(arguments: [
    "", "n/a", "bkey=9549380082260", "10.1007/978-0-230", "mailto:a@b.org", "http://", "http:///x",
    "v. 1.2", "Foo.Bar", "http://localhost/x", "urn:nbn:de:1", "None",
  ])
  func `Other text is no address`(text: String) { #expect(WebAddress(text) == nil) }
}
