package io.portcullis.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** The network between a client and its server, which goes wrong when told to. */
public final class FaultyProxy implements AutoCloseable {
    /** What the network does. */
    public enum Mode {
        /** All is well. */
        PASS,
        /** Nobody listens; connections that were open are reset. */
        REFUSE,
        /** Everything is taken and nothing arrives. */
        BLACK_HOLE,
        /** What the server says takes two seconds. */
        SLOW
    }

    private static final long SLOW_MILLIS = 2_000;
    private static final int NEVER = 0;

    private final int target;
    private final int port;
    private final Set<Link> links = ConcurrentHashMap.newKeySet();
    private final AtomicLong bytesToCut = new AtomicLong(NEVER);
    private final AtomicLong cuts = new AtomicLong();
    private volatile boolean halfOpen;
    private volatile Mode mode = Mode.PASS;
    private volatile CountDownLatch passage = new CountDownLatch(0);
    private ServerSocket listening;

    /** Listens on a free port of this machine and passes everything on to another one. */
    public FaultyProxy(int target) throws IOException {
        this.target = target;
        listening = listen(0);
        port = listening.getLocalPort();
        accept(listening);
    }

    private static ServerSocket listen(int port) throws IOException {
        ServerSocket socket = new ServerSocket();
        socket.setReuseAddress(true);
        socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        return socket;
    }

    /** Where it listens. */
    public int port() {
        return port;
    }

    /** How often a connection was cut by {@link #cutAfter}. */
    public long cuts() {
        return cuts.get();
    }

    /** What the network does from now on. */
    public synchronized void set(Mode next) throws IOException {
        Mode before = mode;
        mode = next;
        if (next == Mode.BLACK_HOLE) {
            passage = new CountDownLatch(1);
        } else {
            passage.countDown();
        }
        if (before == Mode.BLACK_HOLE || next == Mode.REFUSE) {
            links.forEach(Link::cut);
        }
        if (next == Mode.REFUSE) {
            listening.close();
        } else if (before == Mode.REFUSE) {
            listening = listen(port);
            accept(listening);
        }
    }

    /** Cuts the connection over which the so-many-th byte from now goes to the server, once. */
    public void cutAfter(long bytes) {
        halfOpen = false;
        bytesToCut.set(bytes);
    }

    /** The same, and the server never learns of it. */
    public void loseAfter(long bytes) {
        halfOpen = true;
        bytesToCut.set(bytes);
    }

    private void accept(ServerSocket on) {
        start("accept", () -> {
            try {
                while (true) {
                    open(on.accept());
                }
            } catch (IOException e) {
                // closed
            }
        });
    }

    private void open(Socket client) throws IOException {
        Socket server;
        try {
            server = new Socket(InetAddress.getLoopbackAddress(), target);
        } catch (ConnectException e) { // the server is down, and the client shall see just that
            Link.reset(client);
            return;
        }
        Link link = new Link(client, server);
        links.add(link);
        start("to-server", () -> link.pump(client, link.server, true));
        start("to-client", () -> link.pump(link.server, client, false));
    }

    private static void start(String name, Runnable work) {
        Thread thread = new Thread(work, "faulty-proxy-" + name);
        thread.setDaemon(true);
        thread.start();
    }

    /** One connection. */
    private final class Link {
        private final Socket client;
        private final Socket server;

        Link(Socket client, Socket server) throws IOException {
            this.client = client;
            this.server = server;
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
        }

        void pump(Socket from, Socket to, boolean toServer) {
            byte[] buffer = new byte[4_096];
            try {
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream();
                for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                    passage.await();
                    if (mode == Mode.SLOW && !toServer) {
                        TimeUnit.MILLISECONDS.sleep(SLOW_MILLIS);
                    }
                    if (toServer && cutsWithin(n)) {
                        cuts.incrementAndGet();
                        lose();
                        return;
                    }
                    out.write(buffer, 0, n);
                    out.flush();
                }
                cut();
            } catch (IOException e) {
                cut();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private boolean cutsWithin(int n) {
            long left = bytesToCut.getAndUpdate(bytes -> bytes <= 0 ? NEVER : Math.max(NEVER, bytes - n));
            return left > 0 && left <= n;
        }

        private void lose() {
            if (!halfOpen) {
                cut();
                return;
            }
            links.remove(this);
            reset(client);
        }

        void cut() {
            links.remove(this);
            reset(client);
            reset(server);
        }

        private static void reset(Socket socket) {
            try {
                socket.setSoLinger(true, 0);
                socket.close();
            } catch (IOException e) {
                // closed already, by the pump of the other direction
            }
        }
    }

    @Override
    public void close() throws IOException {
        set(Mode.PASS);
        listening.close();
        links.forEach(Link::cut);
    }
}
