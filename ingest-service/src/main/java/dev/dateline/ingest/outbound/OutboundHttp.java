package dev.dateline.ingest.outbound;

import dev.dateline.ingest.limits.BoundedBody;
import dev.dateline.ingest.limits.ContentEncoding;
import dev.dateline.runtime.http.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
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
 * checked alike. Owns two clients, one for feeds whose private address is meant. Thread-safe.
 */
public final class OutboundHttp implements AutoCloseable {

    private static final int THREADS = 16;

    private final Duration timeout;
    private final int mostBytes;
    private final HttpClient guarded;
    private final HttpClient open;

    /**
     * A client.
     *
     * @param timeout how long an answer may take from first to last byte
     * @param mostBytes how many bytes it may have, as they come and decompressed
     * @throws Exception if it cannot be started
     */
    public OutboundHttp(Duration timeout, int mostBytes) throws Exception {
        this.timeout = timeout;
        this.mostBytes = mostBytes;
        this.guarded = client(false);
        this.open = client(true);
        guarded.start();
        open.start();
        // Decompressed here, with our own bounds; the clients would do it without any.
        guarded.getContentDecoderFactories().clear();
        open.getContentDecoderFactories().clear();
    }

    private HttpClient client(boolean allowPrivate) {
        HttpClient client = new HttpClient();
        QueuedThreadPool threads = new QueuedThreadPool(THREADS, 1);
        threads.setName(allowPrivate ? "outbound-private" : "outbound");
        threads.setDaemon(true);
        client.setExecutor(threads);
        client.setFollowRedirects(false);
        client.setConnectTimeout(Math.min(timeout.toMillis(), 10_000));
        client.setIdleTimeout(timeout.toMillis());
        client.setMaxConnectionsPerDestination(4);
        client.setUserAgentField(new HttpField(HttpHeader.USER_AGENT, "Dateline/0.1 (news feed reader)"));
        client.setSocketAddressResolver((host, port, context, promise) ->
                client.getExecutor().execute(() -> resolve(host, port, allowPrivate, promise)));
        return client;
    }

    private static void resolve(String host, int port, boolean allowPrivate, Promise<List<InetSocketAddress>> promise) {
        try {
            List<InetSocketAddress> addresses = new ArrayList<>();
            for (InetAddress address : PublicAddress.resolve(host)) {
                if (!allowPrivate && !PublicAddress.is(address)) {
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
     * @param allowPrivate whether a private address is meant
     * @throws IOException if it cannot be had, in time or in size; the message says why
     */
    public Fetched get(URI uri, Map<String, String> headers, boolean allowPrivate)
            throws IOException, InterruptedException {
        return send(request(uri, allowPrivate).method(HttpMethod.GET), uri, headers);
    }

    /**
     * Sends a form.
     *
     * @param form {@code application/x-www-form-urlencoded}
     * @throws IOException as for {@link #get}
     */
    public Fetched post(URI uri, String form, boolean allowPrivate) throws IOException, InterruptedException {
        Request request = request(uri, allowPrivate)
                .method(HttpMethod.POST)
                .body(new BytesRequestContent(
                        "application/x-www-form-urlencoded", form.getBytes(StandardCharsets.UTF_8)));
        return send(request, uri, Map.of());
    }

    private Request request(URI uri, boolean allowPrivate) throws IOException {
        String scheme = String.valueOf(uri.getScheme());
        if (!(scheme.equalsIgnoreCase("http") || scheme.equalsIgnoreCase("https"))
                || uri.getHost() == null
                || uri.getUserInfo() != null) {
            throw new IOException(uri + " is no address of http or https");
        }
        return (allowPrivate ? open : guarded).newRequest(uri).timeout(timeout.toMillis(), TimeUnit.MILLISECONDS);
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
            Response response = listener.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            InputStream bounded = new BoundedBody(raw, mostBytes, "as it came", "the feed is too large to be read");
            boolean empty = response.getStatus() == 304 || response.getStatus() == 204;
            byte[] body = empty ? new byte[0] : decoded(bounded, response).readAllBytes();
            return new Fetched(uri, response.getStatus(), response.getHeaders(), body);
        } catch (ProblemException e) {
            request.abort(e);
            throw new IOException(e.problem().detail(), e);
        } catch (TimeoutException e) {
            request.abort(e);
            throw new IOException("no answer within " + timeout.toSeconds() + " s", e);
        } catch (ExecutionException e) {
            throw cause(e.getCause());
        } catch (IOException e) {
            throw cause(e);
        }
    }

    private InputStream decoded(InputStream raw, Response response) throws IOException {
        ContentEncoding encoding = ContentEncoding.of(response.getHeaders().get(HttpHeader.CONTENT_ENCODING));
        if (encoding == ContentEncoding.IDENTITY) {
            return raw;
        }
        return new BoundedBody(
                encoding.decode(raw), mostBytes, "after decompression", "the feed is too large to be read");
    }

    private IOException cause(@Nullable Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof PrivateAddressException refused) {
                return refused;
            }
            if (cause instanceof TimeoutException) {
                return new IOException("no answer within " + timeout.toSeconds() + " s", failure);
            }
        }
        return new IOException(String.valueOf(failure == null ? null : failure.getMessage()), failure);
    }

    @Override
    public void close() throws Exception {
        try {
            guarded.stop();
        } finally {
            open.stop();
        }
    }
}
