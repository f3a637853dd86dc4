import type { ReactNode } from 'react';

export const metadata = { title: 'Kopi Hub' };

export default function Layout({ children }: { children: ReactNode }) {
  return (
    <html lang="id">
      <body>{children}</body>
    </html>
  );
}
