package io.blackroad.mesh.seed.http;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Finds what answers a request: by method and path, a path's segments may be {@code {named}}, and
 * its last ones together {@code {named...}}.
 */
public final class Router {
  private static final String REST = "...}";
  private static final List<String> READING = List.of("GET", "HEAD", "OPTIONS");

  private final List<Route> routes = new ArrayList<>();
  private final Map<String, Upgrade> upgrades = new LinkedHashMap<>();
  private final List<String> prefixes = new ArrayList<>();
  private final Handler files;

  /**
   * @param files answers GET where no route does
   */
  public Router(Handler files) {
    this.files = files;
  }

  private record Route(String method, List<String> segments, Handler handler) {}

  /** What a request leads to. */
  sealed interface Found {
    /** {@code handler} answers {@code request}. */
    record Handled(Request request, Handler handler) implements Found {}

    /** The connection stops being HTTP. */
    record Upgraded(Upgrade upgrade) implements Found {}

    /** Asked which methods there are. */
    record Preflight(String allow) implements Found {}

    /** Nothing answers it. */
    record Refused(Problem problem) implements Found {}
  }

  /**
   * Adds a route; {@code pattern} looks like {@code /api/jobs/{id}}, or {@code /log/tile/{path...}}
   * where one segment or more may follow.
   */
  public Router on(String method, String pattern, Handler handler) {
    routes.add(new Route(method, segments(pattern), handler));
    return this;
  }

  /** Keeps paths that begin with one of {@code newPrefixes} from being files. */
  public Router reserve(String... newPrefixes) {
    prefixes.addAll(List.of(newPrefixes));
    return this;
  }

  /** Adds a path where a connection becomes a WebSocket. */
  public Router upgrade(String path, Upgrade upgrade) {
    upgrades.put(path, upgrade);
    return this;
  }

  Found find(Request request) {
    Upgrade upgrade = upgrades.get(request.path());
    if (upgrade != null) {
      return upgrade(request, upgrade);
    }
    String method = request.isHead() ? "GET" : request.method();
    SortedSet<String> methods = new TreeSet<>();
    List<String> segments = segments(request.path());
    for (Route route : routes) {
      Map<String, String> parameters = match(route.segments, segments);
      if (parameters != null && route.method.equals(method)) {
        return new Found.Handled(request.withPathParameters(parameters), route.handler);
      }
      if (parameters != null) {
        methods.add(route.method);
      }
    }
    return unrouted(request, method, methods);
  }

  private Found unrouted(Request request, String method, SortedSet<String> methods) {
    boolean reserved = prefixes.stream().anyMatch(request.path()::startsWith);
    if (methods.isEmpty() && reserved) {
      return new Found.Refused(Problem.notFound(request.path()));
    }
    if (methods.isEmpty()) {
      methods.addAll(READING);
      if (method.equals("GET")) {
        return new Found.Handled(request, files);
      }
    }
    methods.add("OPTIONS");
    if (methods.contains("GET")) {
      methods.add("HEAD");
    }
    String allow = String.join(", ", methods);
    if (method.equals("OPTIONS")) {
      return new Found.Preflight(allow);
    }
    return new Found.Refused(
        new Problem(
                405,
                "method-not-allowed",
                "The method does not exist here",
                request.path() + " takes " + allow + ", not " + request.method() + ".")
            .allowing(allow));
  }

  private static Found upgrade(Request request, Upgrade upgrade) {
    if (request.method().equals("GET") && "websocket".equalsIgnoreCase(request.header("Upgrade"))) {
      return new Found.Upgraded(upgrade);
    }
    return new Found.Refused(
        new Problem(
            426,
            "upgrade-required",
            "Only WebSocket is spoken here",
            "Open " + request.path() + " as a WebSocket (ws: or wss:)."));
  }

  private static List<String> segments(String path) {
    return List.of(path.split("/", -1));
  }

  private static @Nullable Map<String, String> match(List<String> pattern, List<String> segments) {
    int fixed = pattern.size() - (pattern.getLast().endsWith(REST) ? 1 : 0);
    boolean rest = fixed < pattern.size();
    if (rest ? segments.size() < pattern.size() : segments.size() != fixed) {
      return null;
    }
    Map<String, String> parameters = new LinkedHashMap<>();
    for (int i = 0; i < fixed; i++) {
      String wanted = pattern.get(i);
      String found = segments.get(i);
      if (wanted.startsWith("{") && !found.isEmpty()) {
        parameters.put(wanted.substring(1, wanted.length() - 1), found);
      } else if (!wanted.equals(found)) {
        return null;
      }
    }
    if (rest) {
      String name = pattern.getLast().substring(1, pattern.getLast().length() - REST.length());
      parameters.put(name, String.join("/", segments.subList(fixed, segments.size())));
    }
    return parameters;
  }
}
