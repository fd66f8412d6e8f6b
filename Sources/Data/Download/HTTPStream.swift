import Dispatch
import Foundation
import FoundationNetworking
import Synchronization

/// One request of HTTP, and what comes of it, piece by piece; the only file that knows URLSession.
///
/// It works in threads of its own and waits for no one; whoever reads it decides how long to wait.
/// Letting go of it ends the transfer at once.
struct HTTPStream: ~Copyable {
  /// What comes, in this order: an answer, bytes, then an end; or a failure at any time.
  enum Event: Equatable {
    /// The mirror answers.
    case answer(HTTPAnswer)
    /// The next bytes of the content.
    case bytes([UInt8])
    /// The content is whole.
    case end
    /// There will be no more.
    case failure(HTTPFailure)
  }

  /// How often a mirror may send us on.
  static let redirectLimit = 5

  private let inbox: Inbox
  private let session: URLSession
  private let task: URLSessionDataTask

  /// Sends the request.
  ///
  /// - Parameters:
  ///   - address: Where to; one that ``isAddress(_:)`` accepts.
  ///   - offset: The first byte that is wanted; above 0 a range is asked for, from it to the end.
  ///   - limit: How many bytes are taken in at most; one more is a failure.
  init(address: String, offset: Int, limit: Int) {
    guard let url = URL(string: address) else { preconditionFailure("no address: \(address)") }
    // Nothing is kept of it but the bytes: no cookies, no cache, no credentials.
    let settings = URLSessionConfiguration.ephemeral
    settings.urlCache = nil
    settings.httpCookieStorage = nil
    settings.urlCredentialStorage = nil
    var request = URLRequest(url: url)
    request.cachePolicy = .reloadIgnoringLocalAndRemoteCacheData
    // The reader's patience is shorter than this in all but odd cases.
    request.timeoutInterval = 3600
    request.setValue("mnl", forHTTPHeaderField: "User-Agent")
    // Ranges count the bytes of the file, not of a packed copy of it.
    request.setValue("identity", forHTTPHeaderField: "Accept-Encoding")
    if offset > 0 { request.setValue("bytes=\(offset)-", forHTTPHeaderField: "Range") }
    inbox = Inbox(limit: limit)
    session = URLSession(configuration: settings, delegate: inbox, delegateQueue: nil)
    task = session.dataTask(with: request)
    task.resume()
  }

  deinit {
    inbox.close()
    task.cancel()
    session.invalidateAndCancel()
  }

  /// The next event; nil if none comes in time.
  mutating func next(within seconds: Double) -> Event? {
    inbox.next(within: seconds)
  }

  /// Whether a text is the address of something that HTTP can fetch.
  static func isAddress(_ text: String) -> Bool {
    guard let url = URL(string: text), let host = url.host, !host.isEmpty else { return false }
    return ["http", "https"].contains(url.scheme?.lowercased())
  }
}

/// What a server says before the content.
struct HTTPAnswer: Equatable {
  /// The status: 200, 206, 404.
  var status: Int
  /// How many bytes follow; nil if unknown, or if they are packed on the way.
  var length: Int?
  /// The first byte of the range that follows; nil without one.
  var rangeStart: Int?
}

/// Why a transfer ended early.
enum HTTPFailure: Equatable {
  /// No such host.
  case unknownHost
  /// No connection.
  case unreachable
  /// Sent on too often.
  case tooManyRedirects
  /// More bytes than allowed.
  case tooLong
  /// Anything else, in the words of the system.
  case other(String)
}

/// Takes in what URLSession's threads bring, for one reader.
private final class Inbox: NSObject, URLSessionDataDelegate, Sendable {
  private struct Content {
    var events: [HTTPStream.Event] = []
    var received = 0
    var redirects = 0
    /// No further event is taken in.
    var isClosed = false
    /// The transfer is being cancelled.
    var isAbandoned = false
  }

  private let limit: Int
  private let content = Mutex(Content())
  private let arrivals = DispatchSemaphore(value: 0)

  init(limit: Int) {
    self.limit = limit
  }

  func next(within seconds: Double) -> HTTPStream.Event? {
    guard arrivals.wait(timeout: .now() + seconds) == .success else { return nil }
    return content.withLock { $0.events.removeFirst() }
  }

  /// Takes in no more, and lets no question of URLSession be answered from now on.
  func close() {
    content.withLock { content in
      content.isClosed = true
      content.isAbandoned = true
    }
  }

  /// Answers a question of URLSession, unless the transfer is being cancelled.
  ///
  /// An answer that comes after the cancelling is a fatal error in FoundationNetworking. The lock
  /// puts each answer either before it or nowhere.
  private func reply(_ answer: () -> Void) {
    content.withLock { content in
      if !content.isAbandoned { answer() }
    }
  }

  /// Adds an event; nothing follows an end or a failure.
  private func add(_ event: HTTPStream.Event) {
    let isAdded = content.withLock { content in
      guard !content.isClosed else { return false }
      content.events.append(event)
      switch event {
      case .end, .failure: content.isClosed = true
      case .answer, .bytes: break
      }
      return true
    }
    if isAdded { arrivals.signal() }
  }

  func urlSession(
    _ session: URLSession, task: URLSessionTask,
    willPerformHTTPRedirection response: HTTPURLResponse, newRequest request: URLRequest,
    completionHandler: @escaping (URLRequest?) -> Void
  ) {
    let count = content.withLock { content in
      content.redirects += 1
      return content.redirects
    }
    // After the last one there is no answer: the reader ends the transfer.
    guard count <= HTTPStream.redirectLimit else { return add(.failure(.tooManyRedirects)) }
    reply { completionHandler(request) }
  }

  func urlSession(
    _ session: URLSession, dataTask: URLSessionDataTask, didReceive response: URLResponse,
    completionHandler: @escaping (URLSession.ResponseDisposition) -> Void
  ) {
    guard let response = response as? HTTPURLResponse else {
      return add(.failure(.other("no answer of HTTP")))
    }
    // URLSession unpacks what a server packed on the way: then the length is another's.
    let isPacked = response.value(forHTTPHeaderField: "Content-Encoding").map { $0 != "identity" }
    let length = Int(response.expectedContentLength)
    add(
      .answer(
        HTTPAnswer(
          status: response.statusCode,
          length: length < 0 || isPacked == true ? nil : length,
          rangeStart: response.value(forHTTPHeaderField: "Content-Range").flatMap(Self.start))))
    reply { completionHandler(.allow) }
  }

  func urlSession(_ session: URLSession, dataTask: URLSessionDataTask, didReceive data: Data) {
    let received = content.withLock { content in
      content.received += data.count
      return content.received
    }
    add(received > limit ? .failure(.tooLong) : .bytes([UInt8](data)))
  }

  func urlSession(
    _ session: URLSession, task: URLSessionTask, didCompleteWithError error: (any Error)?
  ) {
    guard let error else { return add(.end) }
    switch (error as? URLError)?.code {
    case .cannotFindHost?, .dnsLookupFailed?: add(.failure(.unknownHost))
    case .cannotConnectToHost?: add(.failure(.unreachable))
    default: add(.failure(.other(error.localizedDescription)))
    }
  }

  /// The first byte of `bytes 100-199/200`.
  private static func start(ofRange text: String) -> Int? {
    let words = text.split(whereSeparator: { $0 == " " || $0 == "-" })
    return words.count > 1 && words[0].lowercased() == "bytes" ? Int(words[1]) : nil
  }
}
