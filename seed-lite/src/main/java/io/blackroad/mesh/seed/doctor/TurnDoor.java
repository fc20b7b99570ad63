package io.blackroad.mesh.seed.doctor;

import io.blackroad.mesh.seed.ice.IceUrl;
import io.blackroad.mesh.seed.ice.StreamStunLink;
import io.blackroad.mesh.seed.ice.StunLink;
import io.blackroad.mesh.seed.ice.TurnClient;
import io.blackroad.mesh.seed.ice.TurnCredentials.Credential;
import io.blackroad.mesh.seed.ice.UdpStunLink;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import javax.net.ssl.SSLSocketFactory;

/**
 * Opens ways to TURN servers.
 *
 * @param tls how TLS is spoken; a certificate is looked at by {@link CertificateLook}
 * @param timeoutMillis for a connection, and for each answer
 */
record TurnDoor(SSLSocketFactory tls, int timeoutMillis) {
  TurnClient open(IceUrl url, Credential credential) throws IOException {
    return new TurnClient(link(url), credential);
  }

  private StunLink link(IceUrl url) throws IOException {
    InetSocketAddress server = new InetSocketAddress(url.host(), url.port());
    if (server.isUnresolved()) {
      throw new IOException("no such name");
    }
    if (url.transport() == IceUrl.Transport.UDP) {
      return new UdpStunLink(server, timeoutMillis);
    }
    Socket socket = new Socket();
    try {
      socket.connect(server, timeoutMillis);
      socket.setSoTimeout(timeoutMillis);
      Socket spoken =
          url.transport() == IceUrl.Transport.TLS
              ? tls.createSocket(socket, url.host(), url.port(), true)
              : socket;
      return new StreamStunLink(spoken);
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }
}
