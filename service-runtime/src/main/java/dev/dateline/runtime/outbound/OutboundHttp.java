package dev.dateline.runtime.outbound;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.zip.GZIPInputStream;
import org.eclipse.jetty.client.BytesRequestContent;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.InputStreamResponseListener;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.client.Response;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.util.Promise;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;

/**
 * A client for the outside. A name is resolved once, the address checked and that very address connected to, so that a name
 * cannot be public when it is checked and private when it is used. Redirects are not followed: the caller does, and each is
 * checked alike. Owns a client for each reach, since an open connection is as good as a checked address. Thread-safe.
 */
public final class OutboundHttp implements AutoCloseable {

    private static final int THREADS = 16;
    private static final Duration LONGEST_CONNECT = Duration.ofSeconds(10);

    private final OutboundConfig config;
    private final Map<Reach, HttpClient> clients = new EnumMap<>(Reach.class);

    /**
     * A client.
     *
     * @throws Exception if it cannot be started
     */
    public OutboundHttp(OutboundConfig config) throws Exception {
        this.config = config;
        for (Reach reach : Reach.values()) {
            HttpClient client = client(reach);
            clients.put(reach, client);
            client.start();
            // Decompressed here, with our own bounds; the client would do it without any.
            client.getContentDecoderFactories().clear();
        }
    }

    private HttpClient client(Reach reach) {
        HttpClient client = new HttpClient();
        QueuedThreadPool threads = new QueuedThreadPool(THREADS, 1);
        threads.setName("outbound-" + reach.name().toLowerCase(Locale.ROOT));
        threads.setDaemon(true);
        client.setExecutor(threads);
        client.setFollowRedirects(false);
        client.setConnectTimeout(Math.min(config.timeout().toMillis(), LONGEST_CONNECT.toMillis()));
        client.setIdleTimeout(config.timeout().toMillis());
        client.setMaxConnectionsPerDestination(config.connections());
        client.setUserAgentField(new HttpField(HttpHeader.USER_AGENT, config.userAgent()));
        // A thread of its own for each name: a name server that does not answer holds nobody else up.
        client.setSocketAddressResolver((host, port, context, promise) ->
                Thread.ofPlatform().daemon().name("outbound-name").start(() -> resolve(host, port, reach, promise)));
        return client;
    }

    private static void resolve(String host, int port, Reach reach, Promise<List<InetSocketAddress>> promise) {
        try {
            List<InetSocketAddress> addresses = new ArrayList<>();
            for (InetAddress address : PublicAddress.resolve(host)) {
                if (!reach.includes(address)) {
                    throw new PrivateAddressException(host);
                }
                addresses.add(new InetSocketAddress(address, port));
            }
            promise.succeeded(addresses);
        } catch (UnknownHostException e) {
            promise.failed(new IOException("the name " + host + " is not known", e));
        } catch (IOException e) {
            promise.failed(e);
        }
    }

    /**
     * Asks for something.
     *
     * @param headers added to the request
     * @throws IOException if it cannot be had, in time or in size; the message says why
     */
    public Fetched get(URI uri, Map<String, String> headers, Reach reach) throws IOException, InterruptedException {
        return send(request(uri, reach).method(HttpMethod.GET), uri, headers);
    }

    /**
     * Sends something.
     *
     * @param contentType what the body is
     * @param headers added to the request
     * @throws IOException as for {@link #get}
     */
    public Fetched post(URI uri, String contentType, byte[] body, Map<String, String> headers, Reach reach)
            throws IOException, InterruptedException {
        Request request = request(uri, reach).method(HttpMethod.POST).body(new BytesRequestContent(contentType, body));
        return send(request, uri, headers);
    }

    /** Whether it is an address that a request can go to, as far as that can be told without asking. */
    public static boolean isWebAddress(URI uri) {
        String scheme = String.valueOf(uri.getScheme());
        return (scheme.equalsIgnoreCase("http") || scheme.equalsIgnoreCase("https"))
                && uri.getHost() != null
                && uri.getUserInfo() == null;
    }

    private Request request(URI uri, Reach reach) throws IOException {
        HttpClient client = clients.get(reach);
        if (client == null || !isWebAddress(uri)) {
            throw new IOException(uri + " is no address of http or https");
        }
        return client.newRequest(uri).timeout(config.timeout().toMillis(), TimeUnit.MILLISECONDS);
    }

    private Fetched send(Request request, URI uri, Map<String, String> headers)
            throws IOException, InterruptedException {
        request.headers(fields -> {
            headers.forEach((name, value) -> fields.put(name, value));
            fields.put(HttpHeader.ACCEPT_ENCODING, "gzip");
        });
        InputStreamResponseListener listener = new InputStreamResponseListener();
        request.send(listener);
        try (InputStream raw = listener.getInputStream()) {
            Response response = listener.get(config.timeout().toMillis(), TimeUnit.MILLISECONDS);
            boolean empty = response.getStatus() == 304 || response.getStatus() == 204;
            byte[] body = empty ? new byte[0] : body(raw, response);
            return new Fetched(uri, response.getStatus(), response.getHeaders(), body);
        } catch (TimeoutException e) {
            request.abort(e);
            throw new IOException("no answer within " + config.timeout().toSeconds() + " s", e);
        } catch (ExecutionException e) {
            throw cause(e.getCause());
        } catch (IOException e) {
            throw cause(e);
        }
    }

    private byte[] body(InputStream raw, Response response) throws IOException {
        byte[] received = bounded(raw, "as it came");
        String encoding = response.getHeaders().get("Content-Encoding");
        return switch (encoding == null ? "" : encoding.strip().toLowerCase(Locale.ROOT)) {
            case "", "identity" -> received;
            case "gzip", "x-gzip" ->
                bounded(new GZIPInputStream(new ByteArrayInputStream(received)), "after decompression");
            default -> throw new IOException("the answer has the content encoding " + encoding + ", not asked for");
        };
    }

    private byte[] bounded(InputStream in, String what) throws IOException {
        if (!config.refuseLonger()) {
            return in.readNBytes(config.mostBytes());
        }
        byte[] read = in.readNBytes(config.mostBytes() + 1);
        if (read.length > config.mostBytes()) {
            throw new IOException(
                    "more than " + config.mostBytes() + " bytes " + what + "; it is too large to be read");
        }
        return read;
    }

    private IOException cause(@Nullable Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof PrivateAddressException refused) {
                return refused;
            }
            if (cause instanceof TimeoutException) {
                return new IOException("no answer within " + config.timeout().toSeconds() + " s", failure);
            }
        }
        return new IOException(String.valueOf(failure == null ? null : failure.getMessage()), failure);
    }

    @Override
    public void close() throws Exception {
        Exception first = null;
        for (HttpClient client : clients.values()) {
            try {
                client.stop();
            } catch (Exception e) {
                first = first == null ? e : first;
            }
        }
        if (first != null) {
            throw first;
        }
    }
}
