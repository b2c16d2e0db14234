import NIOCore
import NIOHTTPTypes

/// Closes connections that hold on without sending: a request that does not begin in time, or
/// whose body comes in drops. Bad networks are slow too, so a trickle of half a kilobyte in ten
/// seconds is enough. An address that holds too many connections gets no more.
final class SlowClientGuard: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart

    static let checkEvery = TimeAmount.seconds(10)
    static let leastBytesPerCheck = 512
    /// How long a new connection may take to say what it wants.
    static let firstHeadWithin = TimeAmount.seconds(15)

    private let counts: ConnectionCounts?
    /// As it was counted; nil when it was not.
    private var address: String?
    private var isReading = false
    private var bytes = 0
    private var check: Scheduled<Void>?
    private var beginning: Scheduled<Void>?

    init(counts: ConnectionCounts? = nil) { self.counts = counts }

    func handlerAdded(context: ChannelHandlerContext) {
        if context.channel.isActive { begin(context) }
    }

    func channelActive(context: ChannelHandlerContext) {
        begin(context)
        context.fireChannelActive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head:
            beginning?.cancel()
            isReading = true
            bytes = Self.leastBytesPerCheck
        case .body(let piece): bytes += piece.readableBytes
        case .end:
            isReading = false
            check?.cancel()
            check = nil
        }
        context.fireChannelRead(data)
    }

    /// Most requests arrive whole; only one that does not is watched.
    func channelReadComplete(context: ChannelHandlerContext) {
        if isReading, check == nil { watch(context) }
        context.fireChannelReadComplete()
    }

    func handlerRemoved(context: ChannelHandlerContext) { end() }
    func channelInactive(context: ChannelHandlerContext) {
        end()
        context.fireChannelInactive()
    }

    private func begin(_ context: ChannelHandlerContext) {
        guard beginning == nil else { return }
        let bound = NIOLoopBound(context, eventLoop: context.eventLoop)
        beginning = context.eventLoop.scheduleTask(in: Self.firstHeadWithin) {
            bound.value.close(promise: nil)
        }
        guard let counts, let address = ConnectionCounts.address(of: context.channel) else {
            return
        }
        if counts.opens(address) {
            self.address = address
        } else {
            context.close(promise: nil)
        }
    }

    private func end() {
        check?.cancel()
        beginning?.cancel()
        if let address { counts?.closes(address) }
        address = nil
    }

    private func watch(_ context: ChannelHandlerContext) {
        bytes = 0
        let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
        check = context.eventLoop.scheduleTask(in: Self.checkEvery) {
            let (guardian, context) = bound.value
            guardian.check = nil
            guard guardian.isReading else { return }
            if guardian.bytes < Self.leastBytesPerCheck {
                context.close(promise: nil)
            } else {
                guardian.watch(context)
            }
        }
    }
}
