// What a strict project may say, and what it may not.
import {
  Invalid, Loyalty, LoyaltyError, Refused, Unavailable, compile,
  type Command, type Commit, type Document, type Event, type MemberRef, type MemberView, type Outcome, type Program, type Refusal, type Row, type Store,
} from 'loyalty-engine';

import { cases, conform } from 'loyalty-engine/conformance';
import { LoyaltyIn, drizzle, pg, prisma, type PgClient, type PrismaTransaction } from 'loyalty-engine/postgres';

const loyalty = new Loyalty('memory:', { seed: 1n });
const kopihub: Program = loyalty.program('kopi-hub', { role: 'cashier', id: 'sari', outlet: 'kemang' });

export async function right(): Promise<string> {
  const outcome: Outcome = await kopihub.recordPurchase(
    { member: { phone: '0812-3456-7890' }, amount: '75000', receipt: 'INV-1', gross: undefined, outlet: null },
    { key: 'k', at: new Date(), dryRun: true },
  );
  const stamp: number | undefined = outcome.stamps?.[0]?.number;
  const at: string = outcome.at;
  const view: MemberView = await kopihub.lookUp({ member: { card: 'KH-1' } }, { at: '2026-03-01T09:00:00+07:00' });
  const rules: Document = (await kopihub.readRules()).rules;
  // What was answered may be given again.
  await kopihub.actingAs({ role: 'owner', id: 'rina' }).publishRules({ rules: { document: rules } });
  await kopihub.issueCards({ count: 10n });
  const [first] = await kopihub.batch([{ command: { renew: { member: { id: view.id } } }, key: 'r' }]);
  if (first !== undefined && !(first instanceof LoyaltyError)) return first.operation;
  await loyalty.settle('kopi-hub', { dryRun: true });
  const { findings } = await loyalty.verify('kopi-hub');
  return `${stamp} ${at} ${findings.length}`;
}

export async function within(client: PgClient, tx: PrismaTransaction, db: object): Promise<Outcome> {
  for (const query of [pg(client), prisma(tx), drizzle(db), () => [['1', null]]]) new LoyaltyIn(query);
  const till = new LoyaltyIn(pg(client), { schema: 'shop', seed: 1 }).program('kopi-hub', { role: 'cashier', id: 'sari' });
  return till.redeem({ member: { card: 'KH-1' }, reward: { kind: 'cake' } }, { key: 'k' });
}

export class Mine implements Store {
  async call(name: 'load' | 'commit' | 'list', json: string): Promise<string> {
    return name === 'commit' ? 'true' : JSON.stringify([json.length]);
  }
}

export async function own(rows: Row[], write: (commit: Commit) => void): Promise<string> {
  const findings = await Promise.all((await cases()).map((name) => conform(name, new Mine())));
  const decision = compile(['[program]']).decide(
    { program: 'kopi-hub', actor: { role: 'system', id: 'x' }, command: { block: { member: { card: 'K' }, reason: 'r' } } },
  );
  if (decision.load !== undefined) return compile('').decide<MemberView>(
    { program: 'kopi-hub', actor: { role: 'system', id: 'x' }, query: { look_up: { member: { card: 'K' } } } },
    { load: decision.load, rows },
  ).ok?.id ?? '';
  if (decision.commit !== undefined) write(decision.commit);
  return decision.error === undefined ? decision.ok.operation : `${decision.error.code} ${findings.length}`;
}

export function told(event: Event): string {
  switch (event.event) {
    case 'stamp_given':
      return event.place.trim();
    case 'purchase_recorded':
      return event.amount.padStart(10);
    default:
      return event.event;
  }
}

export function fact(refusal: Refusal): string {
  return refusal.code === 'already_active' ? refusal.until : refusal.code;
}

export function what(error: unknown): string {
  if (error instanceof Refused) return fact(error.fields);
  if (error instanceof Invalid) return error.problems.map(({ field, code }) => `${field} ${code}`).join();
  if (error instanceof Unavailable) return error.outcome === 'not_done' ? 'again' : 'the same again';
  return error instanceof LoyaltyError && error.retry ? error.kind : 'no';
}

export function who(member: MemberRef): string {
  return 'phone' in member && member.phone !== undefined ? member.phone : 'somebody';
}

export const command: Command = { block: { member: { phone: '0812' }, reason: 'a test' } };

export async function wrong(): Promise<void> {
  const member = { phone: '0812-3456-7890' };
  // @ts-expect-error money is text: a float loses digits
  await kopihub.recordPurchase({ member, amount: 75000.5 });
  // @ts-expect-error a day is text: a Date is a moment
  await kopihub.activate({ card: { number: 'KH-1' }, name: 'Dewi', phone: '0812', starts: new Date() });
  // @ts-expect-error a member is told by one thing
  await kopihub.recordPurchase({ member: { phone: '0812', card: 'KH-1' }, amount: '75000' });
  // @ts-expect-error the amount is missing
  await kopihub.recordPurchase({ member });
  // @ts-expect-error no such field
  await kopihub.recordPurchase({ member, amount: '75000', recipt: 'INV-1' });
  // @ts-expect-error no such option
  await kopihub.recordPurchase({ member, amount: '75000' }, { dry_run: true });
  // @ts-expect-error a question has no key
  await kopihub.lookUp({ member }, { key: 'k' });
  // @ts-expect-error no such role
  loyalty.program('kopi-hub', { role: 'barista', id: 'sari' });
  // @ts-expect-error one command at a time
  await kopihub.batch([{ command: { renew: { member }, settle: { member } } }]);
  // @ts-expect-error a wrong word
  if ((await kopihub.lookUp({ member })).kind === 'platinum') return;
}
