-- Sign-ins. Nothing of a token is stored: a refresh token is a MAC over session and generation.

CREATE TABLE sessions (
  id BIGINT NOT NULL COMMENT 'random, below 2^53: never given twice, also not after a restore',
  user_id BIGINT NOT NULL,
  generation INT NOT NULL DEFAULT 0 COMMENT 'of the one refresh token that is good now',
  address VARCHAR(64) NULL COMMENT 'where it was last refreshed from',
  user_agent VARCHAR(255) NULL,
  created_at DATETIME(6) NOT NULL,
  last_used_at DATETIME(6) NOT NULL COMMENT 'when it was last refreshed',
  expires_at DATETIME(6) NOT NULL,
  revoked_at DATETIME(6) NULL,
  PRIMARY KEY (id),
  KEY sessions_by_user (user_id, revoked_at, last_used_at),
  KEY sessions_by_revocation (revoked_at),
  KEY sessions_by_expiry (expires_at),
  CONSTRAINT sessions_user FOREIGN KEY (user_id) REFERENCES users (id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
