"""An assistant's tools: what pages show, for programs that talk to people, over the Model Context Protocol; read-only."""
