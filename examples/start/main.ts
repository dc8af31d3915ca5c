console.log("Frontdesk: the guided start is not written yet.")
