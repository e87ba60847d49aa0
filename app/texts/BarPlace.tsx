import type { ReactNode } from 'react';
import styles from './live.module.css';

/** Keeps the place of the tools until they are there, so that the text does not move under one's eyes. */
export const BarPlace = ({ children }: { children?: ReactNode }) => <div className={styles.barPlace}>{children}</div>;
