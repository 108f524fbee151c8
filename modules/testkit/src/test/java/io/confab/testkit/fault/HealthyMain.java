package io.confab.testkit.fault;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** A program that is ready as soon as it listens, or ends at once when its argument is "fail". */
final class HealthyMain {
    private HealthyMain() {}

    public static void main(String[] args) throws IOException {
        System.out.println("Hello from " + ProcessHandle.current().pid());
        if (args.length > 0 && args[0].equals("fail")) {
            System.exit(3);
        }
        int port = Integer.parseInt(System.getenv("CONFAB_PORT"));
        HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        http.createContext("/health/ready", exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        http.start();
    }
}
