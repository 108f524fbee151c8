package io.confab.gateway.socket;

import static io.netty.handler.codec.http.HttpHeaderNames.CONTENT_LENGTH;
import static io.netty.handler.codec.http.HttpHeaderNames.HOST;
import static io.netty.handler.codec.http.HttpHeaderNames.TRANSFER_ENCODING;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.ReferenceCountUtil;
import java.util.List;

/**
 * Refuses requests of which a proxy in front might think that they end elsewhere, or that they are for another host (RFC
 * 9112 sections 3.2 and 6.3): they go on as malformed, so that the listener answers 400, and nothing after them does.
 */
final class RequestFraming extends ChannelInboundHandlerAdapter {

    private boolean isRefused;

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (isRefused) {
            ReferenceCountUtil.release(message);
            return;
        }
        if (message instanceof HttpRequest request && request.decoderResult().isSuccess() && !isSound(request)) {
            isRefused = true;
            request.setDecoderResult(DecoderResult.failure(new IllegalArgumentException("Ambiguous framing")));
        }
        ctx.fireChannelRead(message);
    }

    private static boolean isSound(HttpRequest request) {
        boolean isOld = request.protocolVersion().compareTo(HttpVersion.HTTP_1_1) < 0;
        int hosts = request.headers().getAll(HOST).size();
        return (hosts == 1 || (hosts == 0 && isOld)) && hasOneEnd(request.headers(), isOld);
    }

    /** HTTP/1.0 knows no chunks. */
    private static boolean hasOneEnd(HttpHeaders headers, boolean isOld) {
        List<String> encodings = headers.getAll(TRANSFER_ENCODING);
        List<String> lengths = headers.getAll(CONTENT_LENGTH);
        return encodings.isEmpty()
                ? lengths.size() <= 1
                : encodings.size() == 1 && "chunked".equalsIgnoreCase(encodings.get(0)) && lengths.isEmpty() && !isOld;
    }
}
