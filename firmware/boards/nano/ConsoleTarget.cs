using System;

namespace IpaEmbedded.Boards.Nano
{
    /// <summary>What commands act on where boards differ. A board that cannot do something throws, and the message is the answer.</summary>
    public class ConsoleTarget
    {
        /// <summary>Sends one echo request and returns the microseconds until its answer, or -1 when there was none within a second.</summary>
        /// <exception cref="InvalidOperationException">The board cannot.</exception>
        public virtual long Ping()
        {
            throw new InvalidOperationException("this board has no address in the network behind the modem");
        }

        /// <summary>Crashes the modem and returns the microseconds until the link is open again, or -1 when it is not within ten seconds.</summary>
        /// <exception cref="InvalidOperationException">The board cannot.</exception>
        public virtual long Crash()
        {
            throw new InvalidOperationException("this board does not start its modem, so it does not stop it either");
        }
    }
}
