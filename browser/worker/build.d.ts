// What the build puts before the files of this folder: handbook/publish/copy.py.
declare const EDITION: {
  /** The beginning of the SHA-256 of the list of files. */
  id: string;
  /** Its year and month, as 2026.11. */
  name: string;
  /** All languages of the site; pages of the first one are not in a folder of their own. */
  languages: string[];
};
