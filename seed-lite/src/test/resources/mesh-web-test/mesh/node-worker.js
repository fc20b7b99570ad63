// bundled worker
