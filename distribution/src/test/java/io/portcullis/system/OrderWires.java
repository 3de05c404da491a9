package io.portcullis.system;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/**
 * Connections to a server's door that one thread serves, so that the load costs a fraction of the server that it measures: the
 * JDK's client takes three times the processor time for an order. Used by its event loop only.
 */
final class OrderWires {
    private static final int ANSWER_BYTES_MAX = 1 << 20;
    private static final int CONNECT_MILLIS_MAX = 5_000;

    private final EventLoop loop;
    private final String host;
    private final int port;
    private final String authorization;
    private final Deque<Wire> idle = new ArrayDeque<>();

    OrderWires(EventLoop loop, Door door) {
        this.loop = loop;
        this.host = "127.0.0.1";
        this.port = door.port();
        this.authorization = "Bearer " + door.token();
    }

    /** What becomes of an order: exactly one of these is called, once. */
    interface Outcome {
        /** There is an answer. */
        void answered(int status, String body);

        /** Nobody listens: nobody has it. */
        void nobodyThere();

        /** The connection broke: it may have arrived. */
        void broken();
    }

    /** Sends by a connection that is free, or by a new one. */
    void send(String body, Outcome outcome) {
        Wire wire = idle.poll();
        while (wire != null && !wire.channel.isActive()) {
            wire = idle.poll();
        }
        if (wire == null) {
            connect(body, outcome);
        } else {
            wire.send(body, outcome);
        }
    }

    private void connect(String body, Outcome outcome) {
        Bootstrap bootstrap = new Bootstrap()
                .group(loop)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS_MAX)
                .handler(new ChannelInitializer<NioSocketChannel>() {
                    @Override
                    protected void initChannel(NioSocketChannel channel) {
                        channel.pipeline()
                                .addLast(new HttpClientCodec(), new HttpObjectAggregator(ANSWER_BYTES_MAX), new Wire());
                    }
                });
        bootstrap.connect(host, port).addListener((ChannelFuture connected) -> {
            if (connected.isSuccess()) {
                connected.channel().pipeline().get(Wire.class).send(body, outcome);
            } else {
                outcome.nobodyThere();
            }
        });
    }

    /** One connection: one order at a time. */
    private final class Wire extends SimpleChannelInboundHandler<FullHttpResponse> {
        private Channel channel;
        private Outcome waiting;

        @Override
        public void handlerAdded(ChannelHandlerContext context) {
            channel = context.channel();
        }

        void send(String body, Outcome outcome) {
            waiting = outcome;
            var request = new DefaultFullHttpRequest(
                    HttpVersion.HTTP_1_1,
                    HttpMethod.POST,
                    "/v1/orders",
                    Unpooled.copiedBuffer(body, StandardCharsets.UTF_8));
            request.headers()
                    .set(HttpHeaderNames.HOST, host + ":" + port)
                    .set(HttpHeaderNames.AUTHORIZATION, authorization);
            HttpUtil.setContentLength(request, request.content().readableBytes());
            channel.writeAndFlush(request).addListener(written -> {
                if (!written.isSuccess()) {
                    give(Outcome::broken);
                }
            });
        }

        @Override
        protected void channelRead0(ChannelHandlerContext context, FullHttpResponse response) {
            String body = response.content().toString(StandardCharsets.UTF_8);
            int status = response.status().code();
            if (HttpUtil.isKeepAlive(response)) {
                idle.push(this);
            } else {
                context.close();
            }
            give(outcome -> outcome.answered(status, body));
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            idle.remove(this);
            give(Outcome::broken);
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            context.close(); // a server that is killed resets its connections
            give(Outcome::broken);
        }

        private void give(Consumer<Outcome> what) {
            Outcome outcome = waiting;
            waiting = null;
            if (outcome != null) {
                what.accept(outcome);
            }
        }
    }
}
