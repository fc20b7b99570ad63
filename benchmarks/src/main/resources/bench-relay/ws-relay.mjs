// The least that a relay on Node.js and ws has to do: two connections of one path are a pair.
import { WebSocketServer } from 'ws';

const waiting = new Map();
const server = new WebSocketServer({ host: '127.0.0.1', port: 0, perMessageDeflate: false });
server.on('listening', () => console.log(`http://127.0.0.1:${server.address().port}`));
server.on('connection', (socket, request) => {
  const other = waiting.get(request.url);
  if (other) {
    waiting.delete(request.url);
    socket.peer = other;
    other.peer = socket;
  } else {
    waiting.set(request.url, socket);
  }
  socket.on('message', (data) => socket.peer?.send(data, { binary: true }));
  socket.on('close', () => waiting.delete(request.url));
});
