import 'server-only';

import { Loyalty, type Program } from 'loyalty-engine';

const RULES = `
[program]
name = "Kopi Hub"
currency = "IDR"
time_zone = "Asia/Jakarta"
rounding = { places = 0 }
phone_region = "ID"

[membership]
lasts = { months = 12 }

[stamps]
per_cycle = 10
min_amount = "50000"
rewards = { 10 = "free_drink" }

[rewards.free_drink]
label = "Kopi gratis"
kind = "item"
`;

declare global {
  var kopihub: Promise<Program> | undefined;
}

/** The shop, opened when it is first asked for. Hot reload runs this file again, and finds the same shop. */
export function kopihub(): Promise<Program> {
  return (globalThis.kopihub ??= open());
}

async function open(): Promise<Program> {
  const loyalty = new Loyalty(process.env['LOYALTY_URL'] ?? 'sqlite:kopihub.loyalty');
  await loyalty.migrate();
  const shop = loyalty.program('kopi-hub', { role: 'cashier', id: 'sari', outlet: 'kemang' });
  const owner = shop.actingAs({ role: 'owner', id: 'rina' });
  await owner.publishRules({ rules: { text: RULES } });
  return shop;
}
