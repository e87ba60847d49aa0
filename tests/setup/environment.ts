/** The test runner has a BASE_URL of its own, which is not ours. */
delete process.env.BASE_URL;
