/** Imports that end in `?url` are addresses of files. */
/// <reference types="vite/client" />
