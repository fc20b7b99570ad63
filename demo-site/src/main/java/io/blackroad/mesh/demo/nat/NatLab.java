package io.blackroad.mesh.demo.nat;

import io.blackroad.mesh.demo.DemoFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Two homes with a router each, and servers on a public network between them.
 *
 * <pre>
 *  home A 10.1.0.2 -- router A 203.0.113.101 --+-- servers .10 and .11
 *  home B 10.2.0.2 -- router B 203.0.113.102 --+
 * </pre>
 *
 * Nothing leaves the machine. One laboratory at a time; what a killed one left is removed.
 */
public final class NatLab implements AutoCloseable {
  /** Where the seed is. */
  public static final String SEED = "203.0.113.10";

  /** Where the TURN server is: it needs port 443 for itself. */
  public static final String TURN = "203.0.113.11";

  /** All of the public network, which is for documentation elsewhere. */
  public static final String PUBLIC_RANGE = "203.0.113.0-203.0.113.255";

  private static final String PREFIX = "mesh-nat-";
  private static final Path LOCK = Path.of("/tmp/mesh-nat-lab.lock");

  /** One of the two homes. */
  public enum Home {
    A(1),
    B(2);

    private final int number;

    Home(int number) {
      this.number = number;
    }

    private String client() {
      return "10." + number + ".0.2";
    }
  }

  /** What a home's router is now. */
  private record Router(String wan, NatType type) {}

  private final FileChannel lockFile;
  private final FileLock lock;
  private final String run = PREFIX + Long.toHexString(ProcessHandle.current().pid()) + "-";
  private final Map<Home, Router> routers = new EnumMap<>(Home.class);
  private int moves;

  private NatLab(FileChannel lockFile, FileLock lock) {
    this.lockFile = lockFile;
    this.lock = lock;
  }

  /** Why there can be no laboratory here, for a person; null when there can. */
  public static @Nullable String absence() {
    for (String program : List.of("ip", "nft", "turnserver")) {
      if (!LabShell.has(program)) {
        return program + " is missing: apt-get install iproute2 nftables coturn";
      }
    }
    try {
      LabShell.ip("netns add " + PREFIX + "try");
      LabShell.ip("netns del " + PREFIX + "try");
      return null;
    } catch (DemoFailure e) {
      return "no network namespaces without root: " + e.getMessage();
    }
  }

  /** Waits for the laboratory before this one, then builds it; both routers port-restricted. */
  public static NatLab open() {
    try {
      FileChannel file =
          FileChannel.open(LOCK, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      NatLab lab = new NatLab(file, file.lock());
      lab.removeOld();
      try {
        lab.build();
      } catch (DemoFailure e) {
        lab.close();
        throw e;
      }
      return lab;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void removeOld() {
    LabShell.ip("netns list")
        .lines()
        .map(line -> line.split(" ", 2)[0])
        .filter(name -> name.startsWith(PREFIX))
        .forEach(name -> LabShell.ip("netns del " + name));
  }

  private void build() {
    LabShell.ip("netns add " + servers());
    in(servers(), "link set lo up");
    in(servers(), "link add br0 type bridge");
    in(servers(), "link set br0 up");
    in(servers(), "addr add " + SEED + "/24 dev br0");
    in(servers(), "addr add " + TURN + "/24 dev br0");
    for (Home home : Home.values()) {
      routers.put(home, new Router("203.0.113." + (100 + home.number), NatType.PORT_RESTRICTED));
      buildRouter(home);
      buildClient(home);
      setRules(home);
    }
  }

  private void buildRouter(Home home) {
    String router = space(home);
    LabShell.ip("netns add " + router);
    String port = "p" + home.number;
    LabShell.ip(
        "link add wan netns " + router + " type veth peer name " + port + " netns " + servers());
    in(servers(), "link set " + port + " master br0 up");
    in(router, "link set lo up");
    in(router, "link set wan up");
    in(router, "addr add " + router(home).wan + "/24 dev wan");
    sh(router, List.of("sysctl", "-qw", "net.ipv4.ip_forward=1"));
  }

  private void buildClient(Home home) {
    String client = namespace(home);
    LabShell.ip("netns add " + client);
    LabShell.ip("link add eth0 netns " + client + " type veth peer name lan netns " + space(home));
    in(space(home), "link set lan up");
    in(space(home), "addr add 10." + home.number + ".0.1/24 dev lan");
    in(client, "link set lo up");
    in(client, "link set eth0 up");
    in(client, "addr add " + home.client() + "/24 dev eth0");
    in(client, "route add default via 10." + home.number + ".0.1");
  }

  /** The namespace of the servers. */
  String servers() {
    return run + "pub";
  }

  private Router router(Home home) {
    return Objects.requireNonNull(routers.get(home));
  }

  private String space(Home home) {
    return run + "r" + home.number;
  }

  /** The namespace of the browser in that home. */
  String namespace(Home home) {
    return run + "c" + home.number;
  }

  /** {@code command}, to be run in a namespace. */
  static List<String> inside(String namespace, List<String> command) {
    List<String> all = new ArrayList<>(List.of("ip", "netns", "exec", namespace));
    all.addAll(command);
    return all;
  }

  private static String sh(String namespace, List<String> command) {
    return LabShell.run("", inside(namespace, command));
  }

  private static void in(String namespace, String words) {
    LabShell.ip("-n " + namespace + " " + words);
  }

  /** Gives both homes routers of those kinds, whose mappings begin anew. */
  public void setRouters(NatType a, NatType b) {
    routers.put(Home.A, new Router(router(Home.A).wan, a));
    routers.put(Home.B, new Router(router(Home.B).wan, b));
    routers.keySet().forEach(this::setRules);
  }

  private void setRules(Home home) {
    String rules = router(home).type.rules(router(home).wan, home.client());
    LabShell.run(rules, inside(space(home), List.of("nft", "-f", "-")));
  }

  /** Cuts a home's line, or mends it. */
  public void setLine(Home home, boolean isUp) {
    in(space(home), "link set wan " + (isUp ? "up" : "down"));
  }

  /** Gives a home's router another public address, as providers do over night. */
  public void moveAddress(Home home) {
    Router old = router(home);
    String wan = "203.0.113." + (120 + moves++ % 100);
    routers.put(home, new Router(wan, old.type));
    // In this order: a second address would go with the first.
    in(space(home), "addr del " + old.wan + "/24 dev wan");
    in(space(home), "addr add " + wan + "/24 dev wan");
    setRules(home);
  }

  /** Removes all of it; whatever runs inside should have ended. */
  @Override
  public void close() {
    removeOld();
    try {
      Objects.requireNonNull(lock).release();
      lockFile.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
