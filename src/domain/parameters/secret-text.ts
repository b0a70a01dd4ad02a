import type { SecretReference } from '../project.ts'

type Referred = Omit<SecretReference, 'name'>

/** A reference to a secret as people read, type and copy it: `db-password`, or `db-password@3` for one of its versions. */
export function secretText({ key, version }: Referred): string {
  return version === undefined ? key : `${key}@${version}`
}

/** The reference that a text says. */
export function readSecretText(text: string): Referred {
  const [, key = text, version] = /^(.+)@([\w.-]+)$/.exec(text) ?? []
  return version === undefined ? { key } : { key, version }
}

/** What can be referred to: each secret, which is its newest version, and after them the versions by themselves. */
export function secretTexts(kept: ReadonlyMap<string, readonly string[]> = new Map()): readonly string[] {
  const versions = [...kept].flatMap(([key, all]) => all.map((version) => secretText({ key, version })))
  return [...kept.keys(), ...versions]
}
