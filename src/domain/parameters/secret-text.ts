import type { SecretReference } from '../project.ts'

type Referred = Omit<SecretReference, 'name'>

/** Writes a reference to a secret as people read, type and copy it: `db-password`, or `db-password@3` for one version. */
export function secretText({ key, version }: Referred): string {
  return version === undefined ? key : `${key}@${version}`
}

/** Reads a reference from its text. */
export function readSecretText(text: string): Referred {
  const [, key = text, version] = /^(.+)@([\w.-]+)$/.exec(text) ?? []
  return version === undefined ? { key } : { key, version }
}

/** Lists everything that can be referred to: all secrets, each meaning its newest version, then the single versions. */
export function secretTexts(kept: ReadonlyMap<string, readonly string[]> = new Map()): readonly string[] {
  const versions = [...kept].flatMap(([key, all]) => all.map((version) => secretText({ key, version })))
  return [...kept.keys(), ...versions]
}
