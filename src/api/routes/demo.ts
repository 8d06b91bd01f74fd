/** Entering the simulated market as one of its people, without a password. In a real market there is no such address. */
import { audit } from '#access/audit.ts';
import { ensureDemoPerson } from '#access/demo-people.ts';
import * as wire from '#wire/people.ts';
import { auditActor } from '../identity.ts';
import type { Routes } from '../routes.ts';

export const demo: Routes = async (app, { market, people, identities }) => {
  if (market?.simulated !== true) return;
  app.post(
    '/demo/enter',
    {
      config: { action: 'demo.enter' },
      schema: {
        operationId: 'enterDemo',
        summary: 'Log in as one of the people of the demo; only where the market is simulated',
        tags: ['Account'],
        body: wire.EnterIn,
        response: { 200: wire.Done },
      },
    },
    async (request, reply) => {
      reply.header('cache-control', 'no-store');
      const person = await ensureDemoPerson(people.db, request.body.role);
      const from = { address: request.ip, program: request.headers['user-agent'] ?? '' };
      for (const cookie of await people.enterAs(person, from)) reply.header('set-cookie', cookie);
      identities.forget();
      await audit(
        people.db,
        { ...auditActor(request), person },
        {
          action: 'session.begun',
          subject: { kind: 'person', id: person },
          after: { by: 'demo' },
        },
      );
      return { done: true as const };
    },
  );
};
