package io.portcullis.venue.simulated;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Passes bytes on to a port until it cuts the cable. */
final class TcpRelay implements AutoCloseable {
    private final ServerSocket listening = new ServerSocket(0, 10, InetAddress.getByName("127.0.0.1"));
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();

    TcpRelay(int target) throws IOException {
        run(() -> {
            while (true) {
                Socket near = listening.accept();
                Socket far = new Socket("127.0.0.1", target);
                sockets.add(near);
                sockets.add(far);
                pump(near, far);
                pump(far, near);
            }
        });
    }

    int port() {
        return listening.getLocalPort();
    }

    private interface Work {
        void run() throws IOException;
    }

    private static void pump(Socket from, Socket to) {
        run(() -> {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] buffer = new byte[4096];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                out.write(buffer, 0, n);
            }
        });
    }

    private static void run(Work work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException e) {
                // The cable is cut: that is what this relay is for.
                Thread.currentThread().interrupt();
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    void cut() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
        sockets.clear();
    }

    @Override
    public void close() throws IOException {
        listening.close();
        cut();
    }
}
