import { svelte } from '@sveltejs/vite-plugin-svelte';
import { svelteTesting } from '@testing-library/svelte/vite';
import { defineConfig } from 'vitest/config';

const server = process.env.MUSETTE_SERVER ?? 'http://127.0.0.1:8080';
const proxied = ['/v1', '/tiles', '/openapi.json', '/docs', '/healthz', '/readyz'];

export default defineConfig({
  plugins: [svelte(), svelteTesting()],
  build: {
    target: 'es2022',
    // A font or icon as a data: address would be refused by the pages' content security policy.
    assetsInlineLimit: 0,
    // MapLibre is large, and loaded only by pages that show a map.
    chunkSizeWarningLimit: 1200,
  },
  server: {
    proxy: Object.fromEntries(proxied.map((path) => [path, { target: server, changeOrigin: false }])),
  },
  test: {
    environment: 'jsdom',
    include: ['src/**/*.test.ts'],
    setupFiles: ['src/testing/setup.ts'],
  },
});
