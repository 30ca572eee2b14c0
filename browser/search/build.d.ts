// What the build puts before the files of this folder; DEEPER is the script of those that only the texts need.
declare const LETTERS: Letters;
declare const DEEPER: string;
