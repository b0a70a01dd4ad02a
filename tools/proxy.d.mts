export function behindProxy(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv
