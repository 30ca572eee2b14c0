// What the build puts before the files of this folder.
declare const SITE: {
  /** Absolute address of the site's root, ending in a slash. */
  base: string;
  language: string;
  /** Paths below the root by short name. */
  files: Record<string, string>;
  texts: Record<string, string>;
};
