import NIOCore
import NIOHTTPTypes

/// Closes connections that hold on without sending: a request that does not begin in time, or
/// whose body comes in drops. Bad networks are slow too, so a trickle of half a kilobyte in ten
/// seconds is enough.
final class SlowClientGuard: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart

    static let checkEvery = TimeAmount.seconds(10)
    static let leastBytesPerCheck = 512

    private var isReading = false
    private var bytes = 0
    private var check: Scheduled<Void>?

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head:
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

    func handlerRemoved(context: ChannelHandlerContext) { check?.cancel() }
    func channelInactive(context: ChannelHandlerContext) {
        check?.cancel()
        context.fireChannelInactive()
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
