package io.blackroad.mesh.browser;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Locale;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The server's end of one WebSocket (RFC 6455), as far as these tests need it: binary messages,
 * whole or in pieces, and the closing handshake.
 */
final class TestSocket {
  private static final String KEY_SUFFIX = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
  private static final int FINAL = 0x80;
  private static final int BINARY = 2;
  private static final int CLOSE = 8;

  private final DataInputStream in;
  private final OutputStream out;
  private volatile Predicate<byte[]> diverted = message -> false;

  /** Answers the opening handshake, whose header is {@code request}. */
  TestSocket(Socket socket, String request) throws IOException {
    in = new DataInputStream(socket.getInputStream());
    out = socket.getOutputStream();
    String key = "";
    for (String line : request.lines().toList()) {
      if (line.toLowerCase(Locale.ROOT).startsWith("sec-websocket-key:")) {
        key = line.substring(line.indexOf(':') + 1).trim();
      }
    }
    String answer =
        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + "Sec-WebSocket-Accept: "
            + accept(key)
            + "\r\n\r\n";
    out.write(answer.getBytes(StandardCharsets.US_ASCII));
  }

  private static String accept(String key) {
    try {
      MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
      byte[] hash = sha1.digest((key + KEY_SUFFIX).getBytes(StandardCharsets.US_ASCII));
      return Base64.getEncoder().encodeToString(hash);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Lets {@code taker} have the messages that it wants, of which it says so; nobody else sees them.
   */
  void divert(Predicate<byte[]> taker) {
    diverted = taker;
  }

  /** Sends one message. */
  synchronized void send(byte[] message) throws IOException {
    sendFrame(BINARY, message);
  }

  /** Sends one text message, which the mesh does not speak. */
  synchronized void sendText(String text) throws IOException {
    sendFrame(1, text.getBytes(StandardCharsets.UTF_8));
  }

  private void sendFrame(int opcode, byte[] payload) throws IOException {
    ByteArrayOutputStream frame = new ByteArrayOutputStream();
    frame.write(FINAL | opcode);
    if (payload.length < 126) {
      frame.write(payload.length);
    } else {
      // RFC 6455 5.2: the shortest form that fits.
      boolean twoBytes = payload.length <= 0xFFFF;
      frame.write(twoBytes ? 126 : 127);
      for (int shift = twoBytes ? 8 : 56; shift >= 0; shift -= 8) {
        frame.write((int) ((long) payload.length >>> shift));
      }
    }
    frame.writeBytes(payload);
    out.write(frame.toByteArray());
    out.flush();
  }

  /** Begins the closing handshake; {@link #receive} ends it. */
  synchronized void close() {
    try {
      sendFrame(CLOSE, new byte[0]);
    } catch (IOException gone) {
      // Closed is what was wanted.
    }
  }

  /** The next message; null once the other end has closed. */
  byte @Nullable [] receive() throws IOException {
    byte[] next = receiveAny();
    while (next != null && diverted.test(next)) {
      next = receiveAny();
    }
    return next;
  }

  private byte @Nullable [] receiveAny() throws IOException {
    ByteArrayOutputStream message = new ByteArrayOutputStream();
    while (true) {
      int head = in.read();
      if (head < 0) {
        return null;
      }
      byte[] payload = payload();
      if ((head & 15) == CLOSE) {
        synchronized (this) {
          sendFrame(CLOSE, payload);
        }
        return null;
      }
      message.writeBytes(payload);
      if ((head & FINAL) != 0) {
        return message.toByteArray();
      }
    }
  }

  private byte[] payload() throws IOException {
    long length = in.readUnsignedByte() & 127;
    if (length == 126) {
      length = in.readUnsignedShort();
    } else if (length == 127) {
      length = in.readLong();
    }
    byte[] mask = in.readNBytes(4);
    byte[] payload = in.readNBytes((int) length);
    for (int i = 0; i < payload.length; i++) {
      payload[i] ^= mask[i & 3];
    }
    return payload;
  }

  /** What happens on a socket; runs on a thread of its own. */
  interface Handler {
    void handle(TestSocket socket) throws IOException;
  }

  /** The header of an HTTP request, byte by byte so that nothing behind it is taken. */
  static String header(InputStream in) throws IOException {
    StringBuilder header = new StringBuilder();
    while (!header.toString().endsWith("\r\n\r\n")) {
      int next = in.read();
      if (next < 0) {
        return "";
      }
      header.append((char) next);
    }
    return header.toString();
  }
}
