import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { workspaceRoot } from '../system/paths.ts';

/** Where pictures go: the folder that `SECPAID_PICTURES` names, from the workspace's root, or one that git ignores. */
function picturesFolder(): string {
  return resolve(workspaceRoot(), process.env.SECPAID_PICTURES ?? join('reports', 'pictures'));
}

/** What a picture shows. */
export interface PictureOptions {
  /** At most this much of it, in CSS pixels. */
  maxHeight?: number;
  /** Room around it, in CSS pixels. */
  margin?: number;
  /** Of a large page: one pixel of the picture for each CSS pixel, instead of four. */
  scale?: 'css';
}

/** n8n's short messages in the corner, which come and go, and the neighbouring nodes that overlap a panel's edge. */
const HIDDEN = '.el-notification, [data-test-id="banner-stack"], [data-test-id="floating-node"]';

/** Takes a picture of the smallest part of the page that holds all of `parts`, and saves it as `<name>.png`. */
export async function picture(
  page: Page,
  name: string,
  parts: Locator[],
  { maxHeight = Infinity, margin = 0, scale }: PictureOptions = {},
): Promise<void> {
  const boxes = await Promise.all(parts.map((part) => boxOf(part, name)));
  const left = Math.max(0, Math.min(...boxes.map(({ x }) => x)) - margin);
  const top = Math.max(0, Math.min(...boxes.map(({ y }) => y)) - margin);
  const right = Math.max(...boxes.map(({ x, width }) => x + width)) + margin;
  const bottom = Math.max(...boxes.map(({ y, height }) => y + height)) + margin;
  const folder = picturesFolder();
  mkdirSync(folder, { recursive: true });
  await page.screenshot({
    path: join(folder, `${name}.png`),
    clip: { x: left, y: top, width: right - left, height: Math.min(maxHeight, bottom - top) },
    scale: scale ?? 'device',
    animations: 'disabled',
    style: `${HIDDEN} { visibility: hidden !important }`,
  });
}

async function boxOf(part: Locator, name: string) {
  const box = await part.boundingBox();
  if (!box) throw new Error(`The picture "${name}" should show ${String(part)}, which is not to be seen.`);
  return box;
}
