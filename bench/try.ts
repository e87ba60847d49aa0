import { benchSearch } from './search';
import { printTable } from './table';
const t = performance.now();
printTable(await benchSearch());
console.log((performance.now() - t) / 1000, 's', process.memoryUsage.rss() / 2 ** 20);
