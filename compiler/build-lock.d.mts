export function lock(folder: string, onWait?: (process: number) => void): Promise<() => Promise<void>>
