import optimizeLocales from '@react-aria/optimize-locales-plugin';
import tailwind from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { contractHeads } from './build/contract-heads.ts';
import { messageCatalogues } from './build/message-catalogues.ts';
import { precompressed } from './build/precompressed.ts';
import { sampleFactory } from './dev/sample-factory.ts';

// `vite` passes /api on to a running Musubi; `vite --mode sample` answers it from sample data instead.
const musubi = process.env.MUSUBI_URL ?? 'https://localhost:8443';

export default defineConfig(({ mode }) => ({
  plugins: [
    react(),
    tailwind(),
    { ...optimizeLocales.vite({ locales: ['ja-JP', 'en-US'] }), enforce: 'pre' as const },
    contractHeads(),
    messageCatalogues(),
    precompressed(),
    ...(mode === 'sample' ? [sampleFactory()] : []),
  ],
  build: {
    target: 'es2023',
    // The content security policy allows no data: fonts or scripts; every asset is a file with a hash in its name.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
  server: {
    proxy:
      mode === 'sample' ? {} : { '/api': { target: musubi, secure: false, ws: true, changeOrigin: true } },
  },
}));
