import { buildServer } from '#api/server.ts';
import { createDatabase, openStorage } from '#storage/database.ts';
import { startEmbedded } from '#storage/embedded.ts';
import type { Command } from '../command.ts';

export const serve: Command = {
  summary: 'serve the data folder',
  usage: '',
  async run(config) {
    const embedded = config.databaseUrl ? null : await startEmbedded({ folder: config.home });
    if (embedded) await createDatabase(embedded.url('postgres'), 'kirmash');
    const storage = await openStorage({ url: config.databaseUrl ?? embedded?.url('kirmash') ?? '' });
    const server = await buildServer({ storage });
    await server.listen({ port: config.port, host: config.host });
    process.stdout.write(`Kirmash: http://${config.host}:${config.port}\n`);
    await new Promise<void>((resolve) => {
      process.once('SIGINT', resolve);
      process.once('SIGTERM', resolve);
    });
    await server.close();
    await storage.close();
    await embedded?.stop();
    return 0;
  },
};
