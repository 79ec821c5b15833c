// The minified modules of the built site have the types of their sources.

declare module '*/sdk/greffon-host.min.js' {
  export const mount: typeof import('../sdk/greffon-host.js').mount;
}

declare module '*/sdk/local-backend.min.js' {
  export const localBackend: typeof import('../sdk/local-backend.js').localBackend;
}

// Made by the build, from the Rust sources.
declare module '*/ui/gallery.js' {
  const init: (options: { module_or_path: URL }) => Promise<unknown>;
  export default init;
  export const mount: (root: ShadowRoot, settings: string) => void;
}
