/** A live server of its own process, for the crash test; it starts when told the database file and the port. */
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:http';
import { openDatabase } from '~db/client.server';
import type { PersonId } from '~db/values';
import { registerTextKind } from '~/live/kinds.server';
import { foldAt, healTexts } from '~/live/rooms.server';
import { createLive } from '~/live/upgrade.server';

// So often that kills also fall into foldings.
foldAt.count = 50;
registerTextKind('minutes', { access: async () => ({ mode: 'edit', until: null }) });
const live = createLive({
  origins: ['http://portal.example'],
  identify: async ({ headers }) => ({
    personId: headers.cookie as PersonId,
    name: 'Test',
    sessionKey: headers.cookie!,
    until: null,
  }),
});
const server = createServer((request, response) => void live.handleProbe(request, response));
server.on('upgrade', live.handleUpgrade);
process.once('message', ({ file, port }: { file: string; port: number }) => {
  openDatabase(file);
  void healTexts().then(() =>
    server.listen(port, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port)),
  );
});
// No orphan should the test itself be ended.
process.on('disconnect', () => process.exit());
