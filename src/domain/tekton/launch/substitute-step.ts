import type { Container } from '../container.ts'
import type { EnvFrom, EnvVar, Step, WhenExpression } from '../task.ts'
import { substituteList, substituteText } from '../values/substitute.ts'
import type { Lookup, ReportUnresolved } from '../values/substitute.ts'
import type { ParamValue } from '../values/params.ts'

/** A step, or a sidecar, which has no guards, time-out or `onError`. */
type Substitutable = Container & Partial<Pick<Step, 'onError' | 'timeout' | 'when'>>

interface TextChange {
  readonly text: (text: string) => string
  readonly list: (list: readonly string[]) => string[]
}

/** Replaces references in all fields of a step or sidecar where Tekton does: command, script, environment, guards, mounts and so on. */
export function substituteStep<S extends Substitutable>(step: S, lookup: Lookup, report?: ReportUnresolved): S {
  return changeStep(step, {
    text: (text) => substituteText(text, lookup, report),
    list: (list) => substituteList(list, lookup, report),
  })
}

/**
 * The executor's last pass over a step of a TaskLaunch: replaces paths, then removes the guards that `guardValues` put into values, so that a
 * parameter with the text `$(results.x.path)` reaches the program unchanged.
 */
export function substituteStepPaths<S extends Substitutable>(step: S, lookup: Lookup, report?: ReportUnresolved): S {
  const release: TextChange = { text: releaseGuards, list: (list) => list.map(releaseGuards) }
  return changeStep(substituteStep(step, lookup, report), release)
}

/** Scripts, arguments and environment variables cannot contain NUL, so between `$` and `(` it is always a guard. */
const guard = '$\0('

/** Wraps a lookup so that later passes do not substitute inside its values: a guard breaks each `$(`. */
export function guardValues(lookup: Lookup): Lookup {
  return (reference) => {
    const value = lookup(reference)
    return value === undefined ? undefined : guardValue(value)
  }
}

/** Removes the guards from a text. */
export function releaseGuards(text: string): string {
  return text.includes('\0') ? text.replaceAll(guard, '$(') : text
}

/** Guards a text, so that later passes find no references in it. */
export function guardText(text: string): string {
  return text.replaceAll('$(', () => guard)
}

function guardValue(value: ParamValue): ParamValue {
  if (typeof value === 'string') return guardText(value)
  if (Array.isArray(value)) return value.map(guardText)
  return Object.fromEntries(Object.entries(value).map(([key, text]) => [key, guardText(text)]))
}

function changeStep<S extends Substitutable>(step: S, change: TextChange): S {
  return {
    ...step,
    ...(step.image === undefined ? {} : { image: change.text(step.image) }),
    ...(step.script === undefined ? {} : { script: change.text(step.script) }),
    ...(step.command === undefined ? {} : { command: change.list(step.command) }),
    ...(step.args === undefined ? {} : { args: change.list(step.args) }),
    ...(step.onError === undefined ? {} : { onError: change.text(step.onError) }),
    ...(step.timeout === undefined ? {} : { timeout: change.text(step.timeout) }),
    ...(step.when === undefined ? {} : { when: step.when.map((expression) => changeWhen(expression, change)) }),
    ...(step.envFrom === undefined ? {} : { envFrom: step.envFrom.map((source) => changeEnvFrom(source, change)) }),
    ...(step.workspaces === undefined
      ? {}
      : { workspaces: step.workspaces.map((usage) => ({ ...usage, name: change.text(usage.name) })) }),
    ...(step.stdoutConfig === undefined
      ? {}
      : { stdoutConfig: { ...step.stdoutConfig, path: change.text(step.stdoutConfig.path) } }),
    ...(step.stderrConfig === undefined
      ? {}
      : { stderrConfig: { ...step.stderrConfig, path: change.text(step.stderrConfig.path) } }),
    ...(step.workingDir === undefined ? {} : { workingDir: change.text(step.workingDir) }),
    ...(step.env === undefined ? {} : { env: step.env.map((variable) => changeEnv(variable, change)) }),
    ...(step.volumeMounts === undefined
      ? {}
      : {
          volumeMounts: step.volumeMounts.map((mount) => ({
            ...mount,
            name: change.text(mount.name),
            mountPath: change.text(mount.mountPath),
            ...(mount.subPath === undefined ? {} : { subPath: change.text(mount.subPath) }),
          })),
        }),
  }
}

function changeWhen(expression: WhenExpression, change: TextChange): WhenExpression {
  const { input, values, cel } = expression
  return {
    ...expression,
    ...(input === undefined ? {} : { input: change.text(input) }),
    ...(values === undefined ? {} : { values: change.list(values) }),
    ...(cel === undefined ? {} : { cel: change.text(cel) }),
  }
}

function changeEnvFrom(source: EnvFrom, change: TextChange): EnvFrom {
  const { configMapRef, secretRef } = source
  return {
    ...source,
    ...(configMapRef === undefined ? {} : { configMapRef: { ...configMapRef, name: change.text(configMapRef.name) } }),
    ...(secretRef === undefined ? {} : { secretRef: { ...secretRef, name: change.text(secretRef.name) } }),
  }
}

function changeEnv(variable: EnvVar, change: TextChange): EnvVar {
  const { value, valueFrom } = variable
  if (valueFrom === undefined) return value === undefined ? variable : { ...variable, value: change.text(value) }
  const { secretKeyRef, configMapKeyRef } = valueFrom
  const changeRef = <R extends { name: string; key: string }>(ref: R): R => ({
    ...ref,
    name: change.text(ref.name),
    key: change.text(ref.key),
  })
  return {
    ...variable,
    valueFrom: {
      ...valueFrom,
      ...(secretKeyRef === undefined ? {} : { secretKeyRef: changeRef(secretKeyRef) }),
      ...(configMapKeyRef === undefined ? {} : { configMapKeyRef: changeRef(configMapKeyRef) }),
    },
  }
}
