import { connect } from 'node:net';
import { freePort } from '../system/free-port.ts';
import { serviceFolder, startService } from './service-process.ts';
import { waitFor } from '../system/wait-for.ts';

/** A Redis for one test file. */
export interface Redis {
  /** n8n's settings for it. */
  readonly env: Record<string, string>;
  close(): Promise<void>;
}

/** Starts Redis on a free port of this machine; it keeps nothing on disk. */
export async function startRedis(): Promise<Redis> {
  const folder = serviceFolder('redis');
  const port = await freePort();
  const settings = ['--bind', '127.0.0.1', '--port', String(port), '--save', '', '--appendonly', 'no'];
  const service = startService(folder, 'redis-server', settings);
  const close = async (): Promise<void> => {
    await service.stop();
    await folder.remove();
  };
  try {
    await waitFor('Redis to answer', () => answers(port), { giveUp: service.ended });
  } catch (error) {
    await close();
    throw error;
  }
  return { env: { QUEUE_BULL_REDIS_HOST: '127.0.0.1', QUEUE_BULL_REDIS_PORT: String(port) }, close };
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write('PING\r\n'));
    socket.once('data', (data) => {
      socket.destroy();
      resolve(data.toString().startsWith('+PONG'));
    });
    socket.once('error', reject);
  });
}
