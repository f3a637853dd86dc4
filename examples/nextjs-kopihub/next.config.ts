import type { NextConfig } from 'next';

const config: NextConfig = {
  // The engine is a native addon: Node loads it from node_modules, it is never part of a bundle.
  serverExternalPackages: ['loyalty-engine'],
  output: 'standalone',
};

export default config;
