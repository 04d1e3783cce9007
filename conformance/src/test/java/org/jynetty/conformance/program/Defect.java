package org.jynetty.conformance.program;

import java.io.IOException;
import java.nio.file.Path;
import org.objectweb.asm.Label;
import org.objectweb.asm.Opcodes;

/**
 * Defects that are put into jynetty on purpose, one at a time: what stands before its jar on the class path is the jar's own,
 * with one method changed. Whether generated programs find them says what the programs are good for.
 */
enum Defect {
    LOST_WAKE_UP(Fuzz.Mix.CONCURRENT) {
        @Override
        Patch patch() {
            return Patch.of("net/Readiness", "wakeAll", () -> new Patch.Body(code -> code.visitInsn(Opcodes.RETURN)));
        }
    },
    END_OF_STREAM_REPORTED_TWICE(Fuzz.Mix.SEQUENTIAL) {
        @Override
        Patch patch() {
            // What an edge-triggered epoll has told is remembered, but not that it told of the end.
            return Patch.of("net/Interest", "see", () -> new Patch.Instructions() {
                @Override
                public void visitVarInsn(int opcode, int variable) {
                    super.visitVarInsn(opcode, variable);
                    if (opcode == Opcodes.ILOAD && variable == 1) {
                        changed();
                        visitLdcInsn(~0x2001); // IN, RDHUP
                        visitInsn(Opcodes.IAND);
                    }
                }
            });
        }
    },
    END_OF_STREAM_LOST_AFTER_DATA(Fuzz.Mix.SEQUENTIAL) {
        @Override
        Patch patch() {
            // return end & (arrivals - 1) >>> 31, so: where nothing has arrived
            return Patch.of(
                    "net/Inbound",
                    "atEnd",
                    () -> new Patch.Body(code -> {
                        code.visitVarInsn(Opcodes.ALOAD, 0);
                        code.visitFieldInsn(Opcodes.GETFIELD, "org/jynetty/net/Inbound", "end", "Z");
                        code.visitVarInsn(Opcodes.ALOAD, 0);
                        code.visitFieldInsn(Opcodes.GETFIELD, "org/jynetty/net/Inbound", "arrivals", "I");
                        code.visitInsn(Opcodes.ICONST_1);
                        code.visitInsn(Opcodes.ISUB);
                        code.visitIntInsn(Opcodes.BIPUSH, 31);
                        code.visitInsn(Opcodes.IUSHR);
                        code.visitInsn(Opcodes.IAND);
                        code.visitInsn(Opcodes.IRETURN);
                    }));
        }
    },
    WRONG_ERRNO_AFTER_RESET(Fuzz.Mix.SEQUENTIAL) {
        @Override
        Patch patch() {
            return Patch.of("net/Errno", "<clinit>", () -> new Patch.Number(104, 103)); // ECONNRESET, ECONNABORTED
        }
    },
    HANG_UP_MISSING(Fuzz.Mix.SEQUENTIAL) {
        @Override
        Patch patch() {
            return Patch.of("net/StreamSocket", "levelOfConnection", () -> new Patch.Number(0x14, 0x4)); // OUT|HUP, OUT
        }
    },
    HALF_CLOSE_IGNORED(Fuzz.Mix.SEQUENTIAL) {
        @Override
        Patch patch() {
            return Patch.of("net/StreamOutput", "shut", () -> new Patch.Body(code -> code.visitInsn(Opcodes.RETURN)));
        }
    },
    ACCEPT_AFTER_CLOSE(Fuzz.Mix.SEQUENTIAL) {
        @Override
        Patch patch() {
            return new Patch.Module(
                    "socket",
                    "        closed = _closedsocket()\n",
                    "        if isinstance(self._sock, _realsocket) and self._sock.getsockopt(SOL_SOCKET, SO_ACCEPTCONN):\n"
                            + "            return\n");
        }
    },
    DOUBLE_DELIVERY(Fuzz.Mix.SEQUENTIAL) {
        @Override
        Patch patch() {
            // As if every receive only peeked at what was looked at before: two readers get the same.
            return Patch.of("net/Inbound", "take", () -> new Patch.Instructions() {
                @Override
                public void visitVarInsn(int opcode, int variable) {
                    if (opcode == Opcodes.ILOAD && variable == 4) {
                        changed();
                        super.visitInsn(Opcodes.ICONST_1);
                    } else {
                        super.visitVarInsn(opcode, variable);
                    }
                }
            });
        }
    },
    TIMEOUT_IGNORED_AFTER_SPURIOUS_WAKE_UP(Fuzz.Mix.CONCURRENT) {
        @Override
        Patch patch() {
            // if (found > 0 || late) return found: as if it were late whenever nothing was found.
            return Patch.of("net/Multiplexer", "run", () -> new Patch.Instructions() {
                private boolean settled;

                @Override
                public void visitMethodInsn(int opcode, String owner, String name, String type, boolean isInterface) {
                    settled |= name.equals("settle");
                    super.visitMethodInsn(opcode, owner, name, type, isInterface);
                }

                @Override
                public void visitJumpInsn(int opcode, Label label) {
                    if (settled && opcode == Opcodes.IFEQ) {
                        settled = false;
                        changed();
                        super.visitInsn(Opcodes.POP);
                    } else {
                        super.visitJumpInsn(opcode, label);
                    }
                }
            });
        }
    },
    DECRYPTED_DATA_NOT_SEEN_BY_SELECT(Fuzz.Mix.SEQUENTIAL) {
        @Override
        Patch patch() {
            return Patch.of("net/StreamSocket", "levelOfConnection", () -> new Patch.Instructions() {
                @Override
                public void visitMethodInsn(int opcode, String owner, String name, String type, boolean isInterface) {
                    if (name.equals("available")) {
                        changed();
                        super.visitInsn(Opcodes.POP);
                        super.visitInsn(Opcodes.ICONST_0);
                    } else {
                        super.visitMethodInsn(opcode, owner, name, type, isInterface);
                    }
                }
            });
        }
    };

    private final Fuzz.Mix mix;

    Defect(Fuzz.Mix mix) {
        this.mix = mix;
    }

    abstract Patch patch();

    /** The programs that it is looked for with. */
    Fuzz.Mix mix() {
        return mix;
    }

    /** Writes what is changed under a folder; {@link IllegalStateException} where there is no such place any more. */
    void writeTo(Path folder, Path jar) throws IOException {
        patch().write(folder, jar);
    }
}
