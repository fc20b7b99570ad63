// The same on Bun's own server.
const waiting = new Map();
const server = Bun.serve({
  hostname: '127.0.0.1',
  port: 0,
  fetch(request, self) {
    const { pathname } = new URL(request.url);
    return self.upgrade(request, { data: { pathname, peer: null } })
      ? undefined
      : new Response(null, { status: 426 });
  },
  websocket: {
    perMessageDeflate: false,
    open(socket) {
      const other = waiting.get(socket.data.pathname);
      if (other) {
        waiting.delete(socket.data.pathname);
        socket.data.peer = other;
        other.data.peer = socket;
      } else {
        waiting.set(socket.data.pathname, socket);
      }
    },
    message(socket, data) {
      socket.data.peer?.send(data);
    },
    close(socket) {
      waiting.delete(socket.data.pathname);
    },
  },
});
console.log(`http://127.0.0.1:${server.port}`);
